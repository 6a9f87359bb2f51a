#include "compile/line_table.h"

namespace innards {

namespace {

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}
  bool more() const { return at_ < bytes_.size(); }
  uint8_t byte() { return more() ? static_cast<uint8_t>(bytes_[at_++]) : 0; }

  int varint() {  // lowest six bits first
    int value = 0;
    for (int shift = 0;; shift += 6) {
      uint8_t b = byte();
      value |= (b & 0x3f) << shift;
      if (!(b & 0x40) || shift > 24) return value;
    }
  }
  int signed_varint() {
    int value = varint();
    return value & 1 ? -(value >> 1) : value >> 1;
  }
  int big_endian_varint() {
    uint8_t b = byte();
    int value = b & 0x3f;
    while ((b & 0x40) && more()) {
      b = byte();
      value = (value << 6) | (b & 0x3f);
    }
    return value;
  }

 private:
  std::string_view bytes_;
  size_t at_ = 0;
};

void read_columns(ByteReader& in, int code, int& line, LocationEntry& entry) {
  entry.lineno = entry.end_lineno = line;
  if (code < 10) {
    int second = in.byte();
    entry.col = (code << 3) | (second >> 4);
    entry.end_col = entry.col + (second & 15);
  } else if (code < 13) {
    entry.lineno = entry.end_lineno = line += code - 10;
    entry.col = in.byte();
    entry.end_col = in.byte();
  } else {
    entry.lineno = line += in.signed_varint();
    entry.end_lineno = line;
    if (code == 13) return;
    entry.end_lineno = line + in.varint();
    entry.col = in.varint() - 1;
    entry.end_col = in.varint() - 1;
  }
}

}  // namespace

std::vector<LocationEntry> read_line_table(std::string_view linetable, int firstlineno) {
  std::vector<LocationEntry> entries;
  ByteReader in(linetable);
  int line = firstlineno, at = 0;
  while (in.more()) {
    int first = in.byte();
    LocationEntry entry;
    entry.start = at;
    entry.end = at += ((first & 7) + 1) * 2;
    int code = (first >> 3) & 15;
    if (code != 15) read_columns(in, code, line, entry);
    entries.push_back(entry);
  }
  return entries;
}

std::vector<ExceptionEntry> read_exception_table(std::string_view table) {
  std::vector<ExceptionEntry> entries;
  ByteReader in(table);
  while (in.more()) {
    ExceptionEntry entry;
    entry.start = in.big_endian_varint() * 2;
    entry.end = entry.start + in.big_endian_varint() * 2;
    entry.target = in.big_endian_varint() * 2;
    int depth_lasti = in.big_endian_varint();
    entry.depth = depth_lasti >> 1;
    entry.lasti = depth_lasti & 1;
    entries.push_back(entry);
  }
  return entries;
}

}  // namespace innards
