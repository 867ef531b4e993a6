#include "searcher/engine/text/snippet.h"

#include <algorithm>

#include "common/text/ascii.h"
#include "common/text/character_width.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr double kLeadShare = 0.25;  // of the width, left before the first match when cutting

ByteRange trim(std::string_view text, ByteRange range) {
  while (range.begin < range.end && is_ascii_space(text[range.begin])) ++range.begin;
  while (range.end > range.begin && is_ascii_space(text[range.end - 1])) --range.end;
  return range;
}

// Whether the full stop there ends no sentence: of an initial, 존 F. 케네디, or between the numbers
// of a date, 2025. 12. 30.
bool is_within_sentence(std::string_view text, std::size_t stop) {
  if (stop == 0 || stop + 1 >= text.size() || text[stop + 1] == '\n') return false;
  const char before = text[stop - 1];
  if (is_upper(before)) return stop == 1 || text[stop - 2] == ' ' || text[stop - 2] == '.';
  return is_digit(before) && stop + 2 < text.size() && text[stop + 1] == ' ' &&
         is_digit(text[stop + 2]);
}

// Where the sentence around `position` begins and ends. A sentence ends behind . ? ! (and closing
// quotes or brackets) followed by a blank, and at the end of a paragraph.
class SentenceSplitter {
 public:
  explicit SentenceSplitter(std::string_view text) : text_(text) {}

  ByteRange next() {
    const std::size_t begin = position_;
    while (position_ < text_.size()) {
      const char c = text_[position_++];
      if (c == '\n') break;
      const bool is_end =
          c == '?' || c == '!' || (c == '.' && !is_within_sentence(text_, position_ - 1));
      if (is_end && skip_closing()) break;
    }
    return {begin, position_};
  }
  bool is_at_end() const { return position_ >= text_.size(); }

 private:
  // True if what follows ends the sentence; closing marks are taken along, and need not be looked
  // at again if it does not.
  bool skip_closing() {
    std::size_t at = position_;
    while (at < text_.size()) {
      const auto mark = closing_mark(text_.substr(at));
      if (mark == 0) break;
      at += mark;
    }
    position_ = at;
    return at == text_.size() || is_ascii_space(text_[at]);
  }

  static std::size_t closing_mark(std::string_view text) {
    for (const std::string_view mark :
         {"\"", "'", ")", "]", ".", "?", "!", "”", "’", "」", "』", "》", "〉"}) {
      if (text.starts_with(mark)) return mark.size();
    }
    return 0;
  }

  std::string_view text_;
  std::size_t position_ = 0;
};

struct Sentence {
  ByteRange bytes;
  double score = 0;
  std::size_t first_match = 0;  // index into the matches
  std::size_t match_count = 0;
};

Sentence best_sentence(std::string_view body, const std::vector<MatchedRange>& matches,
                       const std::vector<double>& weights) {
  Sentence best;
  best.score = -1;
  SentenceSplitter splitter(body);
  std::size_t next_match = 0;
  std::vector<std::uint32_t> seen;
  while (!splitter.is_at_end()) {
    Sentence sentence{trim(body, splitter.next()), 0, next_match, 0};
    if (sentence.bytes.begin == sentence.bytes.end) continue;
    seen.clear();
    for (; next_match < matches.size() && matches[next_match].bytes.begin < sentence.bytes.end;
         ++next_match) {
      const std::uint32_t word = matches[next_match].word;
      const bool again = std::ranges::find(seen, word) != seen.end();
      // A repetition says little, but more than nothing.
      sentence.score += weights[word] * (again ? 0.05 : 1.0);
      if (!again) seen.push_back(word);
      ++sentence.match_count;
    }
    if (sentence.score > best.score) best = sentence;
    if (matches.empty()) break;  // the beginning will do
  }
  return best;
}

// End of the longest part of text[begin, ...) that takes at most `width` columns and ends before a
// character that has columns of its own, so that combining marks stay with their base.
std::size_t fit_forward(std::string_view text, std::size_t begin, std::size_t width) {
  std::size_t end = begin;
  std::size_t used = 0;
  for (std::size_t i = begin; i < text.size();) {
    const DecodedCharacter c = decode_utf8(text, i);
    used += character_width(c.code_point);
    if (used > width) return end;
    i += c.bytes;
    if (i >= text.size() || character_width(decode_utf8(text, i).code_point) > 0) end = i;
  }
  return text.size();
}

// Beginning of a part of text[..., end) of about `width` columns, at a word's start if one is near.
std::size_t fit_backward(std::string_view text, std::size_t end, std::size_t width) {
  std::size_t begin = end;
  std::size_t word = end;
  std::size_t used = 0;
  while (begin > 0) {
    std::size_t previous = begin - 1;
    while (previous > 0 && !is_character_boundary(text, previous)) --previous;
    used += character_width(decode_utf8(text, previous).code_point);
    if (used > width) break;
    begin = previous;
    if (begin == 0 || text[begin - 1] == ' ') word = begin;
  }
  return word < end ? word : begin;
}

}  // namespace

std::vector<ByteRange> merge_ranges(const std::vector<MatchedRange>& matches) {
  std::vector<ByteRange> ranges;
  for (const MatchedRange& match : matches) ranges.push_back(match.bytes);
  std::ranges::sort(ranges, {}, &ByteRange::begin);
  std::vector<ByteRange> merged;
  for (const ByteRange& range : ranges) {
    if (!merged.empty() && range.begin <= merged.back().end) {
      merged.back().end = std::max(merged.back().end, range.end);
    } else {
      merged.push_back(range);
    }
  }
  return merged;
}

Snippet make_snippet(std::string_view body, const std::vector<MatchedRange>& matches,
                     const std::vector<double>& word_weights, std::size_t width) {
  const Sentence sentence = best_sentence(body, matches, word_weights);
  if (sentence.score < 0) return {};
  const std::string_view text =
      body.substr(sentence.bytes.begin, sentence.bytes.end - sentence.bytes.begin);
  std::size_t begin = 0, end = text.size();
  if (text_columns(text) > width) {
    const std::size_t room = width > 2 ? width - 2 : 0;  // for an ellipsis at either end
    if (sentence.match_count > 0) {
      const std::size_t first = matches[sentence.first_match].bytes.begin;
      begin = fit_backward(text, first > sentence.bytes.begin ? first - sentence.bytes.begin : 0,
                           static_cast<std::size_t>(static_cast<double>(room) * kLeadShare));
      // Rather show more of the front than leave the end of the line empty.
      if (text_columns(text.substr(begin)) < room) begin = fit_backward(text, text.size(), room);
    }
    end = fit_forward(text, begin, room);
  }

  Snippet snippet;
  if (begin == end) {  // not a character fits
    snippet.text = kEllipsis;
    return snippet;
  }
  if (begin > 0) snippet.text += kEllipsis;
  const std::size_t shift = sentence.bytes.begin + begin;
  std::vector<MatchedRange> shown;
  for (std::size_t i = 0; i < sentence.match_count; ++i) {
    MatchedRange match = matches[sentence.first_match + i];
    if (match.bytes.begin < shift || match.bytes.end > sentence.bytes.begin + end) continue;
    match.bytes = {match.bytes.begin - shift + snippet.text.size(),
                   match.bytes.end - shift + snippet.text.size()};
    shown.push_back(match);
  }
  snippet.text += text.substr(begin, end - begin);
  if (end < text.size()) snippet.text += kEllipsis;
  snippet.highlights = merge_ranges(shown);
  return snippet;
}

}  // namespace gisa
