#include "ui_matrix.h"

#include <algorithm>

namespace innards::ui {
namespace {

// Which pairs of levels have not met so far.
class Open {
 public:
  explicit Open(const std::vector<int>& levels) : levels_(levels), first_(levels.size() * levels.size(), 0) {
    size_t size = 0;
    for (size_t a = 0; a < levels.size(); ++a)
      for (size_t b = a + 1; b < levels.size(); ++b) first_[a * levels.size() + b] = size, size += static_cast<size_t>(levels[a] * levels[b]);
    open_.assign(size, true);
  }
  bool is(size_t a, int i, size_t b, int k) const { return open_[at(a, i, b, k)]; }
  // How many open pairs level `i` of factor `a` makes with what the row has chosen so far.
  int gained(const MatrixRow& row, size_t a, int i) const {
    int n = 0;
    for (size_t b = 0; b < row.size(); ++b) n += b != a && row[b] >= 0 && is(a, i, b, row[b]);
    return n;
  }
  void close(const MatrixRow& row) {
    for (size_t a = 0; a < row.size(); ++a)
      for (size_t b = a + 1; b < row.size(); ++b) open_[at(a, row[a], b, row[b])] = false;
  }
  // The first open pair from `from` on, put into the row; false when there is none.
  bool next(MatrixRow& row) {
    for (size_t a = 0; a < levels_.size(); ++a)
      for (size_t b = a + 1; b < levels_.size(); ++b)
        for (int i = 0; i < levels_[a]; ++i)
          for (int k = 0; k < levels_[b]; ++k)
            if (is(a, i, b, k)) return row[a] = i, row[b] = k, true;
    return false;
  }

 private:
  size_t at(size_t a, int i, size_t b, int k) const {
    if (a > b) std::swap(a, b), std::swap(i, k);
    return first_[a * levels_.size() + b] + static_cast<size_t>(i * levels_[b] + k);
  }
  const std::vector<int>& levels_;
  std::vector<size_t> first_;
  std::vector<bool> open_;
};

}  // namespace

std::vector<MatrixRow> covering_rows(const std::vector<int>& levels) {
  std::vector<MatrixRow> rows;
  Open open(levels);
  MatrixRow row(levels.size(), -1);
  for (; open.next(row); row.assign(levels.size(), -1)) {
    for (size_t a = 0; a < levels.size(); ++a) {
      if (row[a] >= 0) continue;
      // Among equals another one each row, so that what is chosen freely is spread.
      int best = 0, most = -1;
      for (int n = 0; n < levels[a]; ++n) {
        const int i = static_cast<int>((rows.size() + static_cast<size_t>(n)) % static_cast<size_t>(levels[a])), gained = open.gained(row, a, i);
        if (gained > most) best = i, most = gained;
      }
      row[a] = best;
    }
    open.close(row);
    rows.push_back(row);
  }
  return rows;
}

std::vector<MatrixRow> product_rows(const std::vector<int>& levels, const std::vector<int>& whole) {
  std::vector<MatrixRow> rows;
  size_t count = 1;
  for (int a : whole) count *= static_cast<size_t>(levels[static_cast<size_t>(a)]);
  for (size_t n = 0; n < count; ++n) {
    MatrixRow row(levels.size());
    size_t rest = n;
    for (size_t a = 0; a < levels.size(); ++a) {
      const size_t of = static_cast<size_t>(levels[a]);
      if (std::find(whole.begin(), whole.end(), static_cast<int>(a)) != whole.end()) row[a] = static_cast<int>(rest % of), rest /= of;
      else row[a] = static_cast<int>((n * 7 + n / of) % of);
    }
    rows.push_back(row);
  }
  return rows;
}

}  // namespace innards::ui
