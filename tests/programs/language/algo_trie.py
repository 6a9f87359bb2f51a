# A trie: inserting words, prefixes, completing, removing, matching with wildcards, and its size.
class Trie:
    def __init__(self, words=()):
        self.children, self.count = {}, 0
        for word in words:
            self.add(word)

    def add(self, word):
        node = self
        for letter in word:
            node = node.children.setdefault(letter, Trie())
        node.count += 1

    def find(self, prefix):
        node = self
        for letter in prefix:
            node = node.children.get(letter)
            if node is None:
                return None
        return node

    def __contains__(self, word):
        node = self.find(word)
        return node is not None and node.count > 0

    def __iter__(self):
        yield from self.walk("")

    def walk(self, prefix):
        for _ in range(self.count):
            yield prefix
        for letter, child in sorted(self.children.items()):
            yield from child.walk(prefix + letter)

    def complete(self, prefix, limit=3):
        node = self.find(prefix)
        words = [] if node is None else node.walk(prefix)
        return [word for word, _ in zip(words, range(limit))]

    def remove(self, word):
        if not word:
            if not self.count:
                raise KeyError("not there")
            self.count -= 1
        else:
            child = self.children.get(word[0])
            if child is None:
                raise KeyError("not there")
            child.remove(word[1:])
            if not child.count and not child.children:
                del self.children[word[0]]

    def match(self, pattern, prefix=""):
        match pattern:
            case "":
                return [prefix] if self.count else []
            case str(p) if p[0] == "?":
                return [w for c, child in sorted(self.children.items()) for w in child.match(p[1:], prefix + c)]
            case str(p) if p[0] == "*":
                here = self.match(p[1:], prefix)
                return here + [w for c, child in sorted(self.children.items()) for w in child.match(p, prefix + c)]
            case _:
                child = self.children.get(pattern[0])
                return child.match(pattern[1:], prefix + pattern[0]) if child else []

    def __len__(self):
        return self.count + sum(map(len, self.children.values()))

    def nodes(self):
        return 1 + sum(child.nodes() for child in self.children.values())


trie = Trie("tea ten inn in to tent teapot i to".split())
print(list(trie), len(trie), trie.nodes(), "te" in trie, "ten" in trie, "zoo" in trie)
print(trie.complete("te"), trie.complete("i", 9), trie.complete("x"), trie.match("t?"), trie.match("?n*"),
      trie.match("*t"))
for word in ("ten", "teapot", "ten"):
    try:
        trie.remove(word)
        print("removed", word, trie.nodes())
    except KeyError as error:
        print(word, error)
