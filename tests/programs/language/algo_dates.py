# Dates by hand: leap years, day numbers, weekdays, differences, calendars, and Easter.
class Date:
    NAMES = "Mon Tue Wed Thu Fri Sat Sun".split()

    def __init__(self, year, month, day):
        if not 1 <= month <= 12:
            raise ValueError(f"no month {month}")
        if not 1 <= day <= self.month_length(year, month):
            raise ValueError(f"no day {day} in {year}-{month:02}")
        self.year, self.month, self.day = year, month, day

    @staticmethod
    def is_leap(year):
        return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

    @classmethod
    def month_length(cls, year, month):
        return 29 if month == 2 and cls.is_leap(year) else [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]

    @property
    def number(self):
        y = self.year - 1
        days = y * 365 + y // 4 - y // 100 + y // 400 + self.day
        return days + sum(self.month_length(self.year, m) for m in range(1, self.month))

    @classmethod
    def from_number(cls, number):
        year = number * 400 // 146097 + 1
        while (first := cls(year, 1, 1).number) > number:
            year -= 1
        number -= first
        month = 1
        while number >= (length := cls.month_length(year, month)):
            number -= length
            month += 1
        return cls(year, month, number + 1)

    @classmethod
    def parse(cls, text):
        return cls(*map(int, text.split("-")))

    @property
    def weekday(self):
        return self.NAMES[(self.number - 1) % 7]

    def __add__(self, days):
        return Date.from_number(self.number + days)

    def __sub__(self, other):
        return self.number - other.number if isinstance(other, Date) else self + -other

    def __lt__(self, other):
        return self.number < other.number

    def __repr__(self):
        return f"{self.year}-{self.month:02}-{self.day:02}"


def easter(year):
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return Date(year, month, day + 1)


def calendar(year, month):
    yield " ".join(name[:2] for name in Date.NAMES)
    before = (Date(year, month, 1).number - 1) % 7
    days = ["  "] * before + [f"{d:2}" for d in range(1, Date.month_length(year, month) + 1)]
    for i in range(0, len(days), 7):
        yield " ".join(days[i:i + 7])


start = Date.parse("2024-02-28")
print(start, start.weekday, start + 2, start - 59, Date(2024, 12, 25) - start,
      [y for y in (1900, 2000, 2023, 2024) if Date.is_leap(y)])
print([easter(year) for year in (1961, 2000, 2024, 2038)], easter(2024).weekday,
      sorted([Date(2020, 5, 1), Date(2019, 12, 31)]))
print(*calendar(2024, 2), sep="\n")
print(all(repr(Date.from_number(n)) == repr(Date.from_number(n - 1) + 1) for n in range(730000, 730040)))
for text in ("2023-02-29", "2023-13-01", "2023-1", "x-y-z"):
    try:
        Date.parse(text)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
