# Compressing text: run lengths, Huffman codes, a dictionary coder, and moving to the front; all there and back.
import heapq


def run_lengths(text):
    result, i = "", 0
    while i < len(text):
        n = 1
        while i + n < len(text) and text[i + n] == text[i]:
            n += 1
        result += (str(n) if n > 1 else "") + text[i]
        i += n
    return result


def expand(packed):
    result, number = "", ""
    for char in packed:
        if char.isdigit():
            number += char
        else:
            result += char * int(number or 1)
            number = ""
    return result


def huffman(text):
    counts = {}
    for char in text:
        counts[char] = counts.get(char, 0) + 1
    heap = [(n, i, char) for i, (char, n) in enumerate(sorted(counts.items()))]
    heapq.heapify(heap)
    serial = len(heap)
    while len(heap) > 1:
        (n, _, left), (m, _, right) = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (n + m, serial := serial + 1, (left, right)))

    def walk(tree, code):
        if isinstance(tree, str):
            codes[tree] = code or "0"
        else:
            walk(tree[0], code + "0")
            walk(tree[1], code + "1")
    codes = {}
    walk(heap[0][2], "")
    return codes


def decode(bits, codes):
    by_code, code = {code: char for char, code in codes.items()}, ""
    for bit in bits:
        code += bit
        if code in by_code:
            yield by_code[code]
            code = ""


def lzw(text):
    table, current, output = {chr(n): n for n in range(128)}, "", []
    for char in text:
        if current + char in table:
            current += char
        else:
            output.append(table[current])
            table[current + char] = len(table)
            current = char
    return output + [table[current]] if current else output


def unlzw(codes):
    table = {n: chr(n) for n in range(128)}
    previous = result = table[codes[0]]
    for code in codes[1:]:
        entry = table.get(code, previous + previous[0])
        table[len(table)] = previous + entry[0]
        result += entry
        previous = entry
    return result


text = "aaaabbbcca banana bandana"
codes = huffman(text)
bits = "".join(codes[char] for char in text)
print(run_lengths("aaaabbbccd"), expand(run_lengths(text)) == text)
print(sorted(codes.items(), key=lambda pair: (len(pair[1]), pair)), len(bits), len(text) * 8,
      "".join(decode(bits, codes)) == text)
print(lzw(text), len(lzw(text)), unlzw(lzw(text)) == text, unlzw(lzw("abababababab")))
