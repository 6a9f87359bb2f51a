# Groups by number and by name, defaults, spans, what was last.
import re

m = re.match(r"(?P<year>\d+)-(?P<month>\d+)(-(?P<day>\d+))?", "2026-11 and more")
print(m, m.group(), m.group(1, "month"), m["year"], m[3])
print(m.groups(), m.groups(""), m.groupdict("?"), m.lastindex, m.lastgroup)
print(m.span("month"), m.start(3), m.end(), m.regs, m.pos, m.endpos, m.re.groups, dict(m.re.groupindex))
for bad in (7, "nope", -1, 1.5):
    try:
        m.group(bad)
    except IndexError as e:
        print(repr(bad), e)
