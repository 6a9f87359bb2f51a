B = "B"; _hidden = 1; C = 3
