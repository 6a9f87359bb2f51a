# Methods as values: bound methods, functions of the class, static and class methods, callables stored on instances.
class Account:
    bank = "First"

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance

    def deposit(self, amount, *more, note=""):
        self.balance += amount + sum(more)
        return f"{self.owner}: {self.balance}{' ' + note if note else ''}"

    @classmethod
    def open_many(cls, *owners, **balances):
        return [cls(owner, balances.get(owner, 0)) for owner in owners]

    @staticmethod
    def check(amount):
        return amount > 0

    @classmethod
    def rename(cls, name):
        cls.bank = name


ann = Account("ann", 10)
deposit = ann.deposit
print(deposit(5), deposit(1, 2, 3), deposit(1, note="gift"))
print(Account.deposit(ann, 100))
print(deposit.__self__ is ann, deposit.__func__ is Account.deposit, deposit == ann.deposit, deposit is ann.deposit)
for account in Account.open_many("bob", "cid", cid=7):
    print(account.deposit(1))
print(Account.check(3), ann.check(-1))
ann.rename("Second")
print(Account.bank, ann.bank, "bank" in vars(ann))

ann.shout = lambda text: text.upper()
print(ann.shout("stored on the instance"))
Account.shout = lambda self, text: (self.owner, text)
bob = Account("bob")
print(bob.shout("stored on the class"))

add = [].append
add(1)
add(2)
print(add.__self__, "x".join(map(str.upper, ["a", "b"])))
print(list(map(ann.deposit, [1, 2, 3])))
for call in (lambda: Account.deposit(), lambda: ann.deposit(), lambda: ann.missing(), lambda: Account.check()):
    try:
        call()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
