# Lazy, possessive, atomic, look-around, conditions, back-references, flags.
import re

for pattern, text in [(r"<.+?>", "<a><b>"), (r"a*+a", "aaa"), (r"(?>a*)b", "aab"), (r"(?<=\$)\d+", "cost $42"),
                      (r"\w+(?!\w|!)", "hey! you"),
                      (r"(<)?a(?(1)>|$)", "<a>"), (r"(\w)\1", "hello"), (r"(?i:HE)llo", "hello"), (r"(?s).+", "a\nb"),
                      (r"(?m)^b$", "a\nb\nc"),
                      (r"(?x) a # comment\n b", "ab"), (r"(?a)\w+", "h\xe9"), (r"\w+", "h\xe9"), (r"(?i)\u017f", "S"),
                      (r"(?i)[k]", "\u212a"),
                      (r"[^\W\d_]+", "12_ab"), (r"(a|b)*?c", "ababc"), (r"(?:a{2,3}){2}", "aaaaa"),
                      (r"[\u0100-\u0200x]+", "\u0150x\u0300")]:
    m = re.search(pattern, text)
    print(pattern, m and (m.span(), m.groups()))
print(re.findall(r"(?i)stra\xdfe", "STRA\u1e9eE stra\xdfe"), re.search(rb"\w+", b"\xe9ab").span(),
      re.findall("\U0001f600+", "a\U0001f600\U0001f600"))
print([bool(re.compile(r"()(?(1)\x%02x?)" % i)) for i in (15, 17)], bool(re.compile(r"()(?(1)a\x0f|b)")))
