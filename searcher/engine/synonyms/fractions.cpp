#include "searcher/engine/synonyms/fractions.h"

#include <cstddef>
#include <optional>

#include "common/analysis/term_rules/stemmer.h"
#include "common/text/ascii.h"
#include "common/text/hangul.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

constexpr std::u16string_view kOfParts = u"분의";

// One to ten; 0 for others.
template <typename Character>
unsigned small_number(std::basic_string_view<Character> digits) {
  if (digits.size() == 2 && digits[0] == '1' && digits[1] == '0') return 10;
  const bool is_one_digit = digits.size() == 1 && is_digit(digits[0]) && digits[0] != '0';
  return is_one_digit ? static_cast<unsigned>(digits[0] - '0') : 0;
}

std::string_view digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return text.substr(at, end - at);
}

// 2/3로, but 2/3분기 are quarters of a year, and 1/2/3 is none.
bool may_end(std::string_view behind) {
  std::u16string run;
  for (std::size_t i = 0; i < behind.size();) {
    const auto [c, bytes] = decode_utf8(behind, i);
    if (!is_hangul_syllable(c)) break;
    run.push_back(static_cast<char16_t>(c));
    i += bytes;
  }
  if (!run.empty()) return Stemmer::shared().is_josa(run);
  return behind.empty() || !(is_digit(behind[0]) || is_ascii_letter(behind[0]) ||
                             behind[0] == '/' || behind[0] == '.');
}

struct Fraction {
  std::string_view part, parts;
  std::size_t size = 0;  // bytes
};

std::optional<Fraction> fraction_at(std::string_view query, std::size_t at) {
  const std::string_view part = digits_at(query, at);
  const std::size_t slash = at + part.size();
  if (part.empty() || slash >= query.size() || query[slash] != '/') return std::nullopt;
  const std::string_view parts = digits_at(query, slash + 1);
  const std::size_t end = slash + 1 + parts.size();
  const bool is_one = small_number(part) > 0 && small_number(part) < small_number(parts) &&
                      may_begin_word(query.substr(0, at)) && may_end(query.substr(end));
  if (!is_one) return std::nullopt;
  return Fraction{part, parts, end - at};
}

}  // namespace

std::string with_fractions(std::string_view query) {
  std::string out;
  for (std::size_t at = 0; at < query.size();) {
    if (const auto fraction = fraction_at(query, at)) {
      out.append(fraction->parts).append(to_utf8(kOfParts)).append(" ").append(fraction->part);
      at += fraction->size;
    } else {
      out += query[at++];
    }
  }
  return out;
}

OtherForms other_form_of_fraction(std::span<const QueryWord> words) {
  const bool may_be = words.size() > 2 && words[1].surface == kOfParts && words[1].is_glued &&
                      words[0].script == Script::kNumber && words[2].script == Script::kNumber;
  if (!may_be) return {};
  const std::u16string_view parts = words[0].stem, part = words[2].stem;
  if (small_number(part) == 0 || small_number(part) >= small_number(parts)) return {};
  return {3, {std::u16string(part).append(u"/").append(parts)}};
}

}  // namespace gisa
