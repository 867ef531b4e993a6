#include "searcher/engine/query/query_tree.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "common/text/ascii.h"
#include "searcher/engine/query/query_characters.h"
#include "searcher/engine/query/query_lexer.h"

namespace gisa {
namespace {

using Kind = QueryNode::Kind;

struct NamedField {
  std::string_view name;
  std::optional<QueryField> field;
};

// The first name of a field is the one it is printed with.
constexpr std::array kFieldNames = {
    NamedField{"title", QueryField::kTitle},     NamedField{"body", QueryField::kBody},
    NamedField{"press", QueryField::kPress},     NamedField{"reporter", QueryField::kReporter},
    NamedField{"section", QueryField::kSection}, NamedField{"id", QueryField::kId},
    NamedField{"url", QueryField::kUrl},         NamedField{"date", std::nullopt},
    NamedField{"제목", QueryField::kTitle},      NamedField{"본문", QueryField::kBody},
    NamedField{"언론사", QueryField::kPress},    NamedField{"신문사", QueryField::kPress},
    NamedField{"기자", QueryField::kReporter},   NamedField{"분야", QueryField::kSection},
    NamedField{"섹션", QueryField::kSection},    NamedField{"날짜", std::nullopt},
};

bool begins_with_name(std::string_view text, std::string_view name) {
  return text.size() > name.size() && begins_in_any_case(text, name);
}

std::string field_prefix(QueryField field) {
  if (field == QueryField::kAny) return {};
  const auto* const named =
      std::ranges::find(kFieldNames, std::optional(field), &NamedField::field);
  return std::string(named->name) + ':';
}

bool has_blank(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const QueryCharacter c = query_character(text, i);
    if (is_query_blank(c.code_point)) return true;
    i += c.bytes;
  }
  return false;
}

// Words escaped where they would be read as something else.
class WordPrinter {
 public:
  explicit WordPrinter(std::string_view text) : text_(text) {}

  std::string print() {
    for (position_ = 0; position_ < text_.size();) {
      const QueryCharacter c = query_character(text_, position_);
      if (is_query_blank(c.code_point)) {
        put(c);
        starts_word_ = true;
        continue;
      }
      if (starts_word_) begin_word();
      starts_word_ = false;
      if (position_ == escaped_at_ || is_always_escaped(c.code_point)) out_ += '\\';
      put(c);
    }
    return std::move(out_);
  }

 private:
  static bool is_always_escaped(char32_t c) {
    return is_escapable(c) && c != '+' && c != '-' && c != ':';
  }

  void put(const QueryCharacter& c) {
    out_ += text_.substr(position_, c.bytes);
    position_ += c.bytes;
  }

  // Decides which character of the word needs a backslash because of where it stands.
  void begin_word() {
    std::size_t end = position_;
    while (end < text_.size()) {
      const QueryCharacter c = query_character(text_, end);
      if (is_query_blank(c.code_point)) break;
      end += c.bytes;
    }
    const std::string_view word = text_.substr(position_, end - position_);
    const char32_t first = query_character(word, 0).code_point;
    if (first == '+' || first == '-' || has_meaning_alone(word)) {
      escaped_at_ = position_;
    } else if (const auto name = match_field_name(word)) {
      // The colon, which may be a full-width one.
      escaped_at_ = position_ + name->bytes - (word[name->bytes - 1] == ':' ? 1 : 3);
    }
  }

  std::string_view text_;
  std::size_t position_ = 0;
  std::size_t escaped_at_ = std::string_view::npos;
  bool starts_word_ = true;
  std::string out_;
};

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size();) {
    const QueryCharacter c = query_character(text, i);
    if (is_escaped_in_quotes(c.code_point)) out += '\\';
    out += text.substr(i, c.bytes);
    i += c.bytes;
  }
  return out + '"';
}

std::string print_value(std::string_view value) {
  for (std::size_t i = 0; i < value.size();) {
    const QueryCharacter c = query_character(value, i);
    const bool is_special = is_escaped_in_quotes(c.code_point) || is_query_blank(c.code_point) ||
                            c.code_point == kLeftQuote || is_single_quote(c.code_point) ||
                            c.code_point == '(' || c.code_point == ')' || c.code_point == ',' ||
                            c.code_point == '|';
    if (is_special) return in_quotes(value);
    i += c.bytes;
  }
  return std::string(value);
}

std::string boost_suffix(double boost) {
  if (boost == 1) return {};
  std::array<char, 64> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), boost, std::chars_format::fixed);
  return '^' + std::string(digits.data(), end.ptr);
}

std::string print_words(const QueryNode& node) {
  const std::string words = WordPrinter(node.text).print();
  const bool is_grouped =
      has_blank(node.text) && (node.boost != 1 || node.field != QueryField::kAny);
  return field_prefix(node.field) + (is_grouped ? '(' + words + ')' : words) +
         boost_suffix(node.boost);
}

std::string in_parentheses(const QueryNode& node) { return '(' + to_string(node) + ')'; }

// After + and NOT: one unit, and no digit right behind a sign, where it would be a number.
std::string print_operand(const QueryNode& node) {
  const bool is_wide = node.kind == Kind::kWords && node.boost == 1 &&
                       node.field == QueryField::kAny && has_blank(node.text);
  if (!is_leaf(node.kind) || is_wide) return in_parentheses(node);
  std::string operand = to_string(node);
  const char32_t first = operand.empty() ? U' ' : query_character(operand, 0).code_point;
  return is_digit(first) ? '(' + operand + ')' : operand;
}

template <typename NeedsParentheses>
std::string join(const QueryNode& node, std::string_view separator, NeedsParentheses needs) {
  std::string out;
  for (const QueryNode& child : node.children) {
    if (&child != &node.children.front()) out += separator;
    out += needs(child.kind) ? in_parentheses(child) : to_string(child);
  }
  return out;
}

}  // namespace

std::optional<QueryFieldName> match_field_name(std::string_view text) {
  for (const NamedField& named : kFieldNames) {
    if (!begins_with_name(text, named.name)) continue;
    const QueryCharacter next = query_character(text, named.name.size());
    if (next.code_point == ':') return QueryFieldName{named.field, named.name.size() + next.bytes};
  }
  return std::nullopt;
}

std::string to_string(const QueryNode& node) {
  switch (node.kind) {
    case Kind::kWords:
      return print_words(node);
    case Kind::kPhrase:
      return field_prefix(node.field) + in_quotes(node.text) + boost_suffix(node.boost);
    case Kind::kPrefix:
      return field_prefix(node.field) + WordPrinter(node.text).print() + '*' +
             boost_suffix(node.boost);
    case Kind::kFilter:
      return field_prefix(node.field) + print_value(node.text);
    case Kind::kDate:
      return "date:" + to_string(node.dates);
    case Kind::kRequired:
      return '+' + print_operand(node.children.front());
    case Kind::kNot:
      return "NOT " + print_operand(node.children.front());
    case Kind::kSequence:
      return join(node, " ", [](Kind kind) {
        return kind == Kind::kSequence || kind == Kind::kAnd || kind == Kind::kOr;
      });
    case Kind::kAnd:
      return join(node, " AND ", [](Kind kind) { return kind == Kind::kAnd || kind == Kind::kOr; });
    case Kind::kOr:
      return join(node, " OR ", [](Kind kind) { return kind == Kind::kOr; });
    case Kind::kNear:
      return join(node, " NEAR/" + std::to_string(node.distance) + ' ', [](Kind) { return false; });
  }
  return {};
}

}  // namespace gisa
