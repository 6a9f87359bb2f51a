# json: dumps, loads, indentation, hooks, errors.
import json

value = {"name": "\xe9\u4e2d\U0001f600\n", "n": [1, -2.5, 1e100, True, None], "o": {}, "t": (1, 2), "e": []}
print(json.dumps(value), json.dumps(value, ensure_ascii=False, sort_keys=True))
print(json.dumps(value, indent=2, separators=(",", " = ")))
print(json.loads('{"a": [1, 2.5, "x\\u00e9\\ud83d\\ude00", null, true], "b": {"c": -0}}'),
      json.loads(" [1e3, 10000000000000000000000] "))
print(json.loads('{"a": 1, "a": 2}', object_pairs_hook=list), json.loads("1.5", parse_float=str),
      json.dumps({1: 2, None: 3, True: 4}))
for text in ("", "[1,]", '{"a" 1}', '"abc', "nul", '"\\x"', "[1] 2", '"\n"', '{"a": }'):
    try:
        print(json.loads(text))
    except json.JSONDecodeError as e:
        print(repr(text), e, e.pos, e.lineno, e.colno)
for bad in ({1, 2}, {(1, 2): 3}, object):
    try:
        print(json.dumps(bad))
    except Exception as e:
        print(type(e).__name__, e)
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as e:
    print(e)
print(json.dumps({"z": complex(1, 2)}, default=lambda o: [o.real, o.imag]))
scan = json.decoder.scanstring
for args in (('abc"', 0), ('abc"x', 0, True), ("a\\", 0), ("a\\u12", 0), ('a\\u12zz"', 0), ('a\\ud83d\\ude00"', 0),
             ('\\ud83dx"', 0), ('\\ud83d\\u0041"', 0),
             ('\n"', 0, False), ('\\n\\t\\/\\\\\\""', 0), ("abc", 7), ("abc", -1), (5, 0), ("a", "x"), ("", 0),
             ('\\u 123"', 0), ('\\ud83d\\u00zz"', 0)):
    try:
        print(scan(*args))
    except Exception as e:
        print(type(e).__name__, e)
for text in ("a\xe9\U0001d49c\n\t\0\x7f\"\\/\ud800", 5, ""):
    for encode in (json.encoder.encode_basestring, json.encoder.encode_basestring_ascii):
        try:
            print(ascii(encode(text)))
        except Exception as e:
            print(type(e).__name__, e)
