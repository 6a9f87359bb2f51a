# Sorting with a key: the key is computed once an item; equal keys keep their order.


def last(word):
    print("key of", word)
    return word[-1]


words = ["pear", "fig", "apple", "kiwi", "plum"]
print(sorted(words, key=last))
print(sorted(words, key=len, reverse=True))


class Card:
    def __init__(self, rank):
        self.rank = rank

    def __lt__(self, other):
        print(self.rank, "<", other.rank)
        return self.rank < other.rank


hand = [Card(3), Card(1), Card(2)]
hand.sort()
print([card.rank for card in hand])
print(max(words, key=len), min(words))
