# search, match, fullmatch, findall, finditer, split: what each finds.
import re

text = "one 22 three 4444 five"
print(re.search(r"\d+", text), re.match(r"\d+", text), re.fullmatch(r"[\w ]+", text))
print(re.findall(r"\d+", text), re.findall(r"(\w)(\w)", "abcde"), re.findall(r"(x)?", "xy"))
print([m.span() for m in re.finditer(r"\b", "ab cd")])
print(re.split(r"\s", text, 2), re.split(r"(\d)", "a1b2c"), re.split(r"x*", "axbc"))
print(re.compile("b").search("abcb", 2), re.compile("^b").search("ab", 1), re.compile("c$").match("abcd", 2, 3))
