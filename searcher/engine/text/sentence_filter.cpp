#include "searcher/engine/text/sentence_filter.h"

#include <algorithm>

#include "common/text/ascii.h"
#include "common/text/hangul.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

constexpr std::size_t kHangulBytes = 3;

bool is_letter_or_digit(char c) { return is_digit(c) || is_ascii_letter(c); }

// Quotation marks, dashes and dots, which part words and are nothing else; the hyphen that does not
// break has another form.
bool is_plain_mark(char32_t c) {
  constexpr char32_t kHyphenThatDoesNotBreak = 0x2011;
  return c == 0xB7 || (c >= 0x2010 && c <= 0x2027 && c != kHyphenThatDoesNotBreak);
}

}  // namespace

std::size_t end_of_sentence(std::string_view text, std::size_t begin) {
  for (std::size_t i = begin; i + 1 < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') return i + 1;
    if ((c == '.' || c == '?' || c == '!') && text[i + 1] == ' ') return i + 2;
  }
  return text.size();
}

std::size_t PartialText::source_position(std::size_t position) const {
  const auto behind = std::ranges::upper_bound(pieces, position, {}, &Piece::begin);
  const Piece& piece = *(behind - 1);
  return piece.source + (position - piece.begin);
}

void SentenceFilter::add(const std::vector<QueryWord>& words, bool also_empty) {
  for (const QueryWord& word : words) {
    if (!word.is_content && !also_empty) continue;
    if (word.script == Script::kLetter || word.script == Script::kNumber) {
      wants_letters_ = true;
    } else if (word.script == Script::kHangul && word.stem.size() > 1) {
      firsts_.add(word.stem[0]);
      beginnings_.push_back({word.stem[0], initial_of(word.stem[1])});
    } else {
      is_useful_ = false;
    }
  }
}

void SentenceFilter::take(std::string_view text, PartialText& out) const {
  out.text.clear();
  out.pieces.assign(1, {});
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = end_of_sentence(text, begin);
    const std::string_view sentence = text.substr(begin, end - begin);
    if (may_hold(sentence)) {
      if (out.pieces.back().begin == out.text.size()) out.pieces.pop_back();
      out.pieces.push_back({out.text.size(), begin});
      out.text += sentence;
    }
    begin = end;
  }
}

bool SentenceFilter::may_hold(std::string_view sentence) const {
  for (std::size_t at = 0; at < sentence.size();) {
    if (static_cast<unsigned char>(sentence[at]) < 0x80) {
      if (wants_letters_ && is_letter_or_digit(sentence[at])) return true;
      ++at;
      continue;
    }
    const DecodedCharacter c = decode_utf8(sentence, at);
    if (is_hangul_syllable(c.code_point)) {
      const auto syllable = static_cast<char16_t>(c.code_point);
      if (firsts_.contains(syllable) && begins_at(sentence, at + kHangulBytes, syllable))
        return true;
    } else if (!is_plain_mark(c.code_point)) {
      return true;
    }
    at += c.bytes;
  }
  return false;
}

// A word may begin with `syllable`, and what stands at `at` be its second one.
bool SentenceFilter::begins_at(std::string_view sentence, std::size_t at, char16_t syllable) const {
  if (at < sentence.size()) {
    const DecodedCharacter mark = decode_utf8(sentence, at);
    if (is_closing_mark(static_cast<char16_t>(mark.code_point))) at += mark.bytes;
  }
  at = std::min(sentence.find_first_not_of(' ', at), sentence.size());
  if (at == sentence.size()) return false;
  DecodedCharacter next = decode_utf8(sentence, at);
  if (at + next.bytes < sentence.size() &&
      is_joining_mark(static_cast<char16_t>(next.code_point), true))
    next = decode_utf8(sentence, at + next.bytes);
  if (!is_hangul_syllable(next.code_point)) return false;
  const unsigned second = initial_of(static_cast<char16_t>(next.code_point));
  return std::ranges::any_of(beginnings_, [&](const Beginning& beginning) {
    return beginning.first == syllable && beginning.second == second;
  });
}

}  // namespace gisa
