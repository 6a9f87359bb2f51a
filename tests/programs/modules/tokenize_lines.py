# tokenize: the library's own tokenizer in regular expressions.
import io
import tokenize

SOURCE = ('def f(a, *b):  # note\n    return f"{a!r}" + """x\ny""" @ b[1:2]\n\n'
          'x = 0x1F + 1_000.5e-3j if a != b else ~a\n')
for token in tokenize.generate_tokens(io.StringIO(SOURCE).readline):
    print(tokenize.tok_name[token.exact_type], token.start, token.end, repr(token.string))
print(tokenize.untokenize(tokenize.generate_tokens(io.StringIO(SOURCE).readline)) == SOURCE)
print(list(tokenize.tokenize(io.BytesIO(b"# coding: latin-1\n\xe9 = 1\n").readline))[:3])
for bad in ("(", "'''", "if a:\n    b\n  c\n"):
    try:
        list(tokenize.generate_tokens(io.StringIO(bad).readline))
    except Exception as e:
        print(type(e).__name__, e)
