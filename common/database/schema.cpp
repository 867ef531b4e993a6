#include "common/database/schema.h"

#include <fmt/format.h>
#include <xxhash.h>

#include "common/analysis/normalized_text.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

constexpr std::string_view kFieldPrefixes[] = {
    "Q",         // kId
    "A",         // kReporter
    "XPRESS",    // kPress
    "XSECTION",  // kSection
    "Y",         // kYear
    "M",         // kMonth
    "D",         // kDay
};

// Blanks of any length become one space; none at the ends.
std::string normalized_value(std::string_view value) {
  NormalizedText text;
  normalize(value, text);
  std::u16string units;
  for (const char16_t c : text.units) {
    const bool blank = c <= u' ';
    if (!blank)
      units.push_back(c);
    else if (!units.empty() && units.back() != u' ')
      units.push_back(u' ');
  }
  if (!units.empty() && units.back() == u' ') units.pop_back();
  return to_utf8(units);
}

}  // namespace

void make_text_term(TokenKind kind, std::u16string_view text, std::string& term) {
  term.assign(text_prefix(kind));
  append_utf8(term, text);
  if (term.size() > kLongestTerm) {
    std::size_t end = kLongestTerm;
    while (!is_character_boundary(term, end)) --end;
    term.resize(end);
  }
}

std::string make_field_term(Field field, std::string_view value) {
  std::string term(kFieldPrefixes[static_cast<std::size_t>(field)]);
  const std::size_t prefix = term.size();
  term += field == Field::kId ? std::string(value) : normalized_value(value);
  // Xapian escapes NUL with a second byte; none of our values needs it.
  for (char& c : term) c = c == '\0' ? ' ' : c;
  if (term.size() <= kLongestTerm) return term;
  const std::string hash =
      fmt::format("{:016x}", XXH3_64bits(term.data() + prefix, term.size() - prefix));
  std::size_t end = kLongestTerm - hash.size();
  while (!is_character_boundary(term, end)) --end;
  return term.substr(0, end) + hash;
}

}  // namespace gisa
