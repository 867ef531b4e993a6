#include "common/analysis/number_words.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "common/analysis/token_writer.h"

namespace gisa {
namespace {

// 06, which as part of a date is 6.
bool has_leading_zero(std::u16string_view digits) {
  return digits.size() == 2 && digits[0] == u'0';
}

// 06 in 2025-06-11, 06월 or 3시 05분.
bool is_part_of_date(const Analysis& analysis, const Word& word) {
  const std::u16string_view units = analysis.normalized.units;
  const bool has_unit =
      word.end < units.size() &&
      std::u16string_view(u"월일시분초").find(units[word.end]) != std::u16string_view::npos;
  if (has_unit) return true;
  const Word* const previous = before(analysis, word);
  if (previous == nullptr || previous->script != Script::kNumber) return false;
  const std::uint32_t end = previous->end;
  return word.begin == end + 1 && (units[end] == u'.' || units[end] == u'-' || units[end] == u'/');
}

// A number with marks inside, as the last word; a date is three.
void add_marked_number(std::u16string_view surface, Analysis& out) {
  const std::uint32_t first = out.words.back().begin;
  const bool is_date_like = std::ranges::count(surface, u'.') > 1;  // 2025.06.11: three numbers
  std::uint32_t begin = 0;
  std::u16string digits;
  for (std::uint32_t i = 0; i <= surface.size(); ++i) {
    const bool stops = i == surface.size() || (is_date_like && surface[i] == u'.');
    if (!stops) {
      if (surface[i] != u',' && surface[i] != u'\'' && digits.size() < kLongestWord)
        digits += surface[i];
      continue;
    }
    TokenWriter writer(out);
    Word& word = begin == 0 ? out.words.back() : writer.add_part();
    word.begin = first + begin;
    word.end = word.stem_end = first + i;
    const auto first_token = static_cast<std::uint32_t>(out.tokens.size());
    if (has_leading_zero(digits) && is_part_of_date(out, word)) digits.erase(0, 1);
    word.stem = writer.append(digits);
    writer.add(TokenKind::kWord, word.begin, word.end, word.stem);
    writer.finish(word, first_token);
    digits.clear();
    begin = i + 1;
  }
}

// The sign behind the last word, a number, as a word of its own.
void add_percent_sign(Analysis& out) {
  TokenWriter writer(out);
  const std::uint32_t begin = out.words.back().end;
  Word& word = out.words.emplace_back();
  word.script = Script::kLetter;
  word.is_glued = true;
  word.begin = begin;
  word.end = word.stem_end = word.begin + 1;
  const auto first_token = static_cast<std::uint32_t>(out.tokens.size());
  word.stem = writer.append(u"%");
  writer.add(TokenKind::kWord, word.begin, word.end, word.stem);
  writer.finish(word, first_token);
}

}  // namespace

void add_number(const Segment& segment, Analysis& out) {
  Word& word = begin_word(segment, out);
  const std::u16string_view units = out.normalized.units;
  const std::u16string_view surface = out.surface(word);
  const auto is_mark = [](char16_t c) { return c == u',' || c == u'.' || c == u'\''; };
  if (std::ranges::none_of(surface, is_mark)) {
    const bool has_zero = has_leading_zero(surface) && is_part_of_date(out, word);
    TokenWriter(out).finish_plain(word, word.begin + (has_zero ? 1 : 0));
  } else {
    add_marked_number(surface, out);
  }
  if (segment.end < units.size() && units[segment.end] == u'%') add_percent_sign(out);
}

}  // namespace gisa
