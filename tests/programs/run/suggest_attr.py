value_total = 3
print(valu_total)
