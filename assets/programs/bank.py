# A bank account: state in an instance, rules in methods, errors as exceptions.


class InsufficientFunds(Exception):
    def __init__(self, account, amount):
        super().__init__(f"{account.owner} has {account.balance}, not {amount}")
        self.missing = amount - account.balance


class Account:
    opened = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.history = []
        Account.opened += 1

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("deposit must be positive")
        self.balance += amount
        self.history.append(("in", amount))

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(self, amount)
        self.balance -= amount
        self.history.append(("out", amount))

    @classmethod
    def count(cls):
        return cls.opened

    @staticmethod
    def fee(amount):
        return round(amount * 0.015, 2)


def transfer(source, target, amount):
    source.withdraw(amount)
    target.deposit(amount - Account.fee(amount))


ann, bob = Account("Ann", 100), Account("Bob")
transfer(ann, bob, 60)
try:
    transfer(ann, bob, 60)
except InsufficientFunds as error:
    print(error, "- missing", error.missing)
print(ann.balance, bob.balance, Account.count())
print(ann.history, bob.history)
