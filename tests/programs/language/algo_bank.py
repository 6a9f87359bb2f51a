# A bank: accounts of several kinds, transfers that are undone on failure, interest, and a journal.
class BankError(Exception):
    pass


class InsufficientFunds(BankError):
    def __init__(self, account, amount):
        super().__init__(f"{account.owner} lacks {amount - account.available} for {amount}")


class Account:
    overdraft = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self.journal = []

    @property
    def balance(self):
        return self._balance

    @property
    def available(self):
        return self._balance + self.overdraft

    def deposit(self, amount):
        if amount <= 0:
            raise BankError(f"cannot deposit {amount}")
        self._balance += amount
        self.journal.append(("+", amount))

    def withdraw(self, amount):
        if amount > self.available:
            raise InsufficientFunds(self, amount)
        self._balance -= amount
        self.journal.append(("-", amount))

    def __str__(self):
        return f"{type(self).__name__} {self.owner}: {self.balance}"


class Giro(Account):
    overdraft = 100


class Savings(Account):
    def __init__(self, owner, balance=0, rate=2):
        super().__init__(owner, balance)
        self.rate = rate

    def add_interest(self):
        self.deposit(self.balance * self.rate // 100)

    def deposit(self, amount):
        super().deposit(amount)
        if amount > 10_000:
            raise BankError("too much at once; kept, but looked at")


class Transfer:
    def __init__(self, *accounts):
        self.accounts = accounts

    def __enter__(self):
        self.saved = [(account, account._balance, len(account.journal)) for account in self.accounts]
        return self.accounts

    def __exit__(self, kind, error, traceback):
        if kind and issubclass(kind, BankError):
            for account, balance, length in self.saved:
                account._balance = balance
                del account.journal[length:]
            print("  undone:", error)
            return True


ann, bob, cid = Giro("ann", 50), Savings("bob", 5000, rate=3), Account("cid")
for source, target, amount in [(ann, cid, 120), (ann, cid, 100), (bob, ann, 2000), (cid, bob, -5), (bob, cid, 2500),
                               (ann, bob, 90)]:
    with Transfer(source, target):
        source.withdraw(amount)
        target.deposit(amount)
        print("  moved", amount)
bob.add_interest()
with Transfer(bob):
    bob.deposit(20_000)
for account in (ann, bob, cid):
    print(account, account.available, account.journal)
print(sum(account.balance for account in (ann, bob, cid)))
