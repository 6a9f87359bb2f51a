import base64
import binascii

data = bytes(range(250, 256)) + b"hello"
print(binascii.hexlify(data), binascii.hexlify(data, ":", 2), binascii.unhexlify("00ffAb"))
for n in range(6):
    text = binascii.b2a_base64(data[:n], newline=n % 2)
    print(text, binascii.a2b_base64(text))
print(binascii.crc32(b"hello"), binascii.crc32(b"lo", binascii.crc32(b"hel")), binascii.crc_hqx(b"hello", 0))
print(base64.b64encode(b"abc"), base64.b32encode(b"abc"), base64.b16decode("AB12"))
for wrong in [lambda: binascii.unhexlify("abc"), lambda: binascii.unhexlify("zz"), lambda: binascii.a2b_base64("abcde"),
              lambda: binascii.a2b_base64("ab"),
              lambda: binascii.a2b_base64("ab=", strict_mode=True),
              lambda: binascii.a2b_base64("=ab", strict_mode=True),
              lambda: binascii.a2b_base64("ab*=", strict_mode=True), lambda: binascii.hexlify("x"),
              lambda: binascii.unhexlify("\xe9"),
              lambda: binascii.crc32("x"), lambda: binascii.a2b_base64(3)]:
    try:
        print(wrong())
    except Exception as e:
        print(type(e).__name__, type(e).__module__, e)
