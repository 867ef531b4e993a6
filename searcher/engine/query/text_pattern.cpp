#include "searcher/engine/query/text_pattern.h"

#include <algorithm>

#include "common/utf8.h"

namespace gisa {
namespace {

constexpr std::uint32_t kWidestGap = 4;  // units of marks and blanks between two words

// What is compared: letters and numbers without the marks inside them, the rest as it is written.
std::u16string_view written(const Analysis& text, const Word& word) {
  const bool is_whole = word.script == Script::kLetter || word.script == Script::kNumber;
  if (is_whole) return text.text(word.stem);
  return std::u16string_view(text.normalized.units).substr(word.begin, word.end - word.begin);
}

bool is_whole_only(Script script) { return script == Script::kLetter || script == Script::kNumber; }

}  // namespace

TextPattern::TextPattern(std::string_view text, Kind kind, Analyzer& analyzer) : kind_(kind) {
  Analysis analysis;
  analyzer.analyze(text, analysis);
  for (const Word& word : analysis.words) {
    const bool is_first = words_.empty();
    words_.push_back({word.script, word.is_glued && !is_first, word.starts_sentence && !is_first,
                      std::u16string(written(analysis, word))});
  }
  collect_needles();
}

// Hangul and Hanja stand in an article as they stand here; letters and numbers have many forms.
void TextPattern::collect_needles() {
  bool is_plain = !words_.empty();
  bool goes_on = false;
  for (const PatternWord& word : words_) {
    if (is_whole_only(word.script)) {
      is_plain = goes_on = false;
      continue;
    }
    if (!goes_on) needles_.emplace_back();
    needles_.back().push_back({to_utf8(word.text), word.is_glued});
    is_plain = is_plain && !word.starts_sentence;
    goes_on = true;
  }
  if (!is_plain || kind_ != Kind::kPhrase) return;
  for (const Needle& needle : needles_.front()) {
    if (!literal_.empty() && !needle.is_glued) literal_ += ' ';
    literal_ += needle.text;
  }
}

bool TextPattern::surely_stands_in(std::string_view utf8) const {
  return !literal_.empty() && utf8.find(literal_) != std::string_view::npos;
}

// One stands behind the other, with a few marks between them, or none.
bool TextPattern::stand_in_row(const std::vector<Needle>& needles, std::string_view utf8) {
  constexpr std::size_t kLongestUtf8 = 4;
  const std::string& first = needles.front().text;
  for (std::size_t at = utf8.find(first); at != std::string_view::npos;
       at = utf8.find(first, at + 1)) {
    std::size_t end = at + first.size(), i = 1;
    for (; i < needles.size(); ++i) {
      const std::size_t gap = needles[i].is_glued ? 0 : kLongestUtf8 * kWidestGap;
      const std::size_t next = utf8.substr(end, gap + needles[i].text.size()).find(needles[i].text);
      if (next == std::string_view::npos) break;
      end += next + needles[i].text.size();
    }
    if (i == needles.size()) return true;
  }
  return false;
}

bool TextPattern::may_stand_in(std::string_view utf8) const {
  const auto stand = [&](const std::vector<Needle>& row) { return stand_in_row(row, utf8); };
  if (std::ranges::all_of(needles_, stand)) return true;
  // Decomposed (U+1100) and half-width (U+FFA0) jamo and compatibility ideographs (U+F900) are
  // written otherwise, and invisible characters (soft hyphen, zero-width space, word joiner, byte
  // order mark) may stand between syllables.
  constexpr std::string_view kOtherwise[] = {"\xe1",         "\xef",         "\xc2\xad",
                                             "\xcd\x8f",     "\xe2\x80\x8b", "\xe2\x80\x8c",
                                             "\xe2\x80\x8d", "\xe2\x81\xa0"};
  return std::ranges::any_of(kOtherwise, [&](std::string_view bytes) {
    return utf8.find(bytes) != std::string_view::npos;
  });
}

void TextPattern::find(const Analysis& text, std::vector<UnitRange>& found) const {
  if (words_.empty()) return;
  for (std::size_t at = 0; at + words_.size() <= text.words.size(); ++at) {
    const Word& here = text.words[at];
    if (here.script != words_[0].script) continue;
    if (words_.size() == 1) {
      find_in_word(text, here, found);
      continue;
    }
    if (!begins_at(text, here)) continue;
    std::size_t i = 1;
    while (i < words_.size() && goes_on_at(text, at + i, i)) ++i;
    if (i < words_.size()) continue;
    const Word& last = text.words[at + i - 1];
    const std::uint32_t begin = here.begin;
    const auto skipped = static_cast<std::uint32_t>(written(text, here).size()) -
                         static_cast<std::uint32_t>(words_[0].text.size());
    const std::uint32_t end =
        is_whole_only(last.script)
            ? last.end
            : last.begin + static_cast<std::uint32_t>(words_.back().text.size());
    found.push_back({is_whole_only(here.script) ? begin : begin + skipped, end});
  }
}

// A pattern of one word.
void TextPattern::find_in_word(const Analysis& text, const Word& here,
                               std::vector<UnitRange>& found) const {
  const std::u16string& wanted = words_[0].text;
  const std::u16string_view word = written(text, here);
  if (is_whole_only(here.script)) {
    const bool stands = kind_ == Kind::kPrefix ? word.starts_with(wanted) : word == wanted;
    if (stands) found.push_back({here.begin, here.end});
    return;
  }
  const std::size_t last = kind_ == Kind::kPrefix ? 0 : std::u16string_view::npos;
  for (std::size_t at = word.find(wanted); at <= last && at != std::u16string_view::npos;
       at = word.find(wanted, at + wanted.size())) {
    const auto begin = here.begin + static_cast<std::uint32_t>(at);
    found.push_back({begin, begin + static_cast<std::uint32_t>(wanted.size())});
  }
}

bool TextPattern::begins_at(const Analysis& text, const Word& here) const {
  const std::u16string_view word = written(text, here);
  if (is_whole_only(here.script) || kind_ == Kind::kPrefix) return word == words_[0].text;
  return word.ends_with(words_[0].text);
}

bool TextPattern::goes_on_at(const Analysis& text, std::size_t at, std::size_t i) const {
  const Word& here = text.words[at];
  const PatternWord& wanted = words_[i];
  if (here.script != wanted.script || here.is_glued != wanted.is_glued) return false;
  if (here.starts_sentence && !wanted.starts_sentence) return false;
  if (here.begin - text.words[at - 1].end > kWidestGap) return false;
  const std::u16string_view word = written(text, here);
  const bool may_go_on =
      i + 1 == words_.size() && (kind_ == Kind::kPrefix || !is_whole_only(here.script));
  return may_go_on ? word.starts_with(wanted.text) : word == wanted.text;
}

}  // namespace gisa
