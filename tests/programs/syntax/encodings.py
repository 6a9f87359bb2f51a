# Sources as bytes, in encodings by tables, in pairs of bytes, and with bytes that have no character.
for coding, text in [("cp1251", "привет"), ("gbk", "中文"), ("shift_jis", "日本"), ("euc-kr", "한글"), ("big5", "繁體"),
                     ("gb18030", "😀ß"),
                     ("mac_roman", "Ωé"), ("utf-8", "é")]:
    tables = {"привет": b"\xef\xf0\xe8\xe2\xe5\xf2", "中文": b"\xd6\xd0\xce\xc4", "日本": b"\x93\xfa\x96{",
              "한글": b"\xc7\xd1\xb1\xdb",
              "繁體": b"\xc1c\xc5\xe9", "😀ß": b"\x949\xfc6\x810\x898", "Ωé": b"\xbd\x8e", "é": b"\xc3\xa9"}
    source = b"# coding: " + coding.encode() + b"\nx = '" + tables[text] + b"'"
    names = {}
    exec(source, names)
    print(coding, ascii(names["x"]), names["x"] == text)
for coding, data in ([("cp1252", b"\x81"), ("gbk", b"\xd6"), ("gbk", b"\xff\xff"), ("hex", b"a"), ("no-such", b"a"),
                      ("euc_jp", b"\x8f\xa1")]):
    try:
        exec(b"# coding: " + coding.encode() + b"\n#" + data + b"\n")
    except SyntaxError as e:
        print(e.msg, e.lineno, e.text)
