// The numbers in a compiled regular expression, as CPython 3.11's re/_constants.py gives them (MAGIC 20220615). A pattern
// is a run of 32-bit words: an operation, then its arguments; `skip` counts words from the place where it stands.
// It stands apart because the engine, its checker and the character classes share it. Knows no objects.
#pragma once

#include <cstdint>

namespace innards {

inline constexpr int64_t kSreMagic = 20220615;
inline constexpr uint32_t kSreMaxRepeat = 0xFFFFFFFF;        // no upper limit
inline constexpr int64_t kSreMaxGroups = 0x7FFFFFFF / 2;

enum SreOp : uint32_t {
  kSreFailure, kSreSuccess, kSreAny, kSreAnyAll,
  kSreAssert, kSreAssertNot,                                 // skip, width to look back, pattern, SUCCESS
  kSreAt,                                                    // an SrePlace
  kSreBranch,                                                // (skip, pattern, JUMP skip) ..., 0
  kSreCategory,                                              // an SreCategory
  kSreCharset, kSreBigCharset,                               // 8 words / block count, 64 words of block numbers, blocks
  kSreGroupRef, kSreGroupRefExists,                          // group / group, skip, pattern [, JUMP skip, pattern]
  kSreIn,                                                    // skip, set, FAILURE
  kSreInfo,                                                  // skip, SreInfo, least width, greatest width [, prefix or set]
  kSreJump,                                                  // skip
  kSreLiteral,                                               // character
  kSreMark,                                                  // 2 * group - 2 at its start, 2 * group - 1 at its end
  kSreMaxUntil, kSreMinUntil,
  kSreNotLiteral, kSreNegate, kSreRange,
  kSreRepeat,                                                // skip, min, max, pattern, UNTIL
  kSreRepeatOne,                                             // skip, min, max, one item, SUCCESS
  kSreSubpattern, kSreMinRepeatOne, kSreAtomicGroup,         // atomic: skip, pattern, SUCCESS
  kSrePossessiveRepeat, kSrePossessiveRepeatOne,             // skip, min, max, pattern, SUCCESS
  kSreGroupRefIgnore, kSreInIgnore, kSreLiteralIgnore, kSreNotLiteralIgnore,
  kSreGroupRefLocIgnore, kSreInLocIgnore, kSreLiteralLocIgnore, kSreNotLiteralLocIgnore,
  kSreGroupRefUniIgnore, kSreInUniIgnore, kSreLiteralUniIgnore, kSreNotLiteralUniIgnore, kSreRangeUniIgnore,
};

enum SrePlace : uint32_t {
  kAtBeginning, kAtBeginningLine, kAtBeginningString, kAtBoundary, kAtNonBoundary, kAtEnd, kAtEndLine, kAtEndString,
  kAtLocBoundary, kAtLocNonBoundary, kAtUniBoundary, kAtUniNonBoundary, kAtCount,
};

// Each odd one is the opposite of the one before it.
enum SreCategory : uint32_t {
  kCatDigit, kCatNotDigit, kCatSpace, kCatNotSpace, kCatWord, kCatNotWord, kCatLineBreak, kCatNotLineBreak,
  kCatLocWord, kCatLocNotWord,
  kCatUniDigit, kCatUniNotDigit, kCatUniSpace, kCatUniNotSpace, kCatUniWord, kCatUniNotWord, kCatUniLineBreak,
  kCatUniNotLineBreak, kCatCount,
};

enum SreInfo : uint32_t { kSreInfoPrefix = 1, kSreInfoLiteral = 2, kSreInfoCharset = 4 };

enum SreFlag : int {
  kSreFlagTemplate = 1, kSreFlagIgnoreCase = 2, kSreFlagLocale = 4, kSreFlagMultiline = 8, kSreFlagDotAll = 16,
  kSreFlagUnicode = 32, kSreFlagVerbose = 64, kSreFlagDebug = 128, kSreFlagAscii = 256,
};

// Words of a bitmap of 256 characters, and of the table of block numbers of a big set.
inline constexpr uint32_t kSreBitmapWords = 8, kSreBlockTableWords = 64;

// Whether the words are a pattern that the engine can follow without leaving them (CPython: _validate).
bool sre_code_is_valid(const uint32_t* code, int64_t size, int64_t groups);

}  // namespace innards
