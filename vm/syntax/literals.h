// What number and string tokens mean: escapes, prefixes, adjacent strings, f-strings.
// It stands apart from the parsers because two of them need it (the parser proper and the one that finds errors), and
// because an f-string brings a parser of its own for each of its expressions: LiteralHost is how it asks for that.
#pragma once

#include <string>
#include <string_view>

#include "syntax/ast.h"
#include "syntax/tokenizer.h"

namespace innards {

// Whoever reads tokens and wants their values.
class LiteralHost {
 public:
  virtual ~LiteralHost() = default;
  virtual TreeMemory& memory() = 0;
  virtual std::string_view text_of(const Token& token) const = 0;
  // A SyntaxError at the last token read.
  virtual void raise(const std::string& message) = 0;
  // A SyntaxError in a line, with no columns.
  virtual void raise_in_line(const Token& token, const std::string& message) = 0;
  virtual void warn(const Token& token, const std::string& message) = 0;
  // Parses "(expression)" from an f-string; its first character stands at this place of the source. Null after an error.
  virtual ast::ExprNode* parse_embedded(const std::string& text, int32_t lineno, int32_t col_offset) = 0;
};

// The interned name of a name token: normalised to NFKC where it is not ASCII.
Identifier identifier_of(TreeMemory& memory, std::string_view text);

// The value of a number token. False after an error (too many digits).
bool number_value(LiteralHost& host, const Token& token, ConstantValue* value);

// The Constant or JoinedStr that `count` adjacent string tokens make. Null after an error.
ast::ExprNode* string_value(LiteralHost& host, const Token* tokens, int count);

}  // namespace innards
