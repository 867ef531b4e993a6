#include "searcher/engine/query/text_pattern.h"

#include <algorithm>
#include <cstring>

#include "common/term_rules/rule_tables.h"
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

constexpr auto kNowhere = std::string_view::npos;

std::size_t find_bytes(std::string_view text, std::string_view wanted, std::size_t from) {
  if (from > text.size()) return kNowhere;
  const void* const found =
      ::memmem(text.data() + from, text.size() - from, wanted.data(), wanted.size());
  return found == nullptr ? kNowhere
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

char fold_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Bytes of a mark that the analyzer leaves out inside letters or numbers; 0: none is there.
std::size_t mark_inside(std::string_view text) {
  constexpr std::string_view kApostrophe = "’";
  if (text[0] == '.' || text[0] == ',' || text[0] == '\'') return 1;
  return text.starts_with(kApostrophe) ? kApostrophe.size() : 0;
}

// A word of letters or digits that is written with just these, and not by another name.
bool stands_in_ascii(std::u16string_view word) {
  constexpr std::size_t kSurelyWhole = 60;  // the analyzer cuts longer ones
  const auto is_sign = [&](const rules::Unit& unit) { return unit.sign == word; };
  return !word.empty() && word.size() < kSurelyWhole &&
         std::ranges::all_of(word, [](char16_t c) { return c < 0x80; }) &&
         std::ranges::none_of(rules::units(), is_sign) &&
         word.find(u'%') == std::u16string_view::npos;
}

// Whether words may be written otherwise than in their usual characters, seen in one pass.
//
// Decomposed (U+1100) and half-width (U+FFA0) jamo, compatibility ideographs (U+F900) and full
// width have bytes of their own, and invisible characters (soft hyphen, zero-width space, word
// joiner, byte order mark) may stand between syllables. Of letters and digits also: superscripts,
// subscripts, fractions, ſ, letterlike symbols and number forms, what stands in circles, brackets
// and squares, mathematical letters.
bool has_other_forms(std::string_view utf8, bool of_letters) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < utf8.size() ? static_cast<unsigned char>(utf8[i]) : 0;
  };
  const auto is_among = [](unsigned second, std::string_view seconds) {
    return seconds.find(static_cast<char>(second)) != std::string_view::npos;
  };
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const unsigned lead = byte(i), second = byte(i + 1);
    // ASCII, what continues a character, Hanja and syllables.
    if (lead < 0xC2 || (lead >= 0xE4 && lead <= 0xEE)) continue;
    if (lead == 0xE1 || lead == 0xEF) return true;
    if (lead == 0xC2) {
      if (second == 0xAD) return true;
      if (of_letters && is_among(second, "\xaa\xb2\xb3\xb9\xba\xbc\xbd\xbe")) return true;
    } else if (lead == 0xCD) {
      if (second == 0x8F) return true;
    } else if (lead == 0xE2) {
      const unsigned third = byte(i + 2);
      if (second == 0x80 && third >= 0x8B && third <= 0x8D) return true;
      if (second == 0x81 && third == 0xA0) return true;
      if (of_letters && is_among(second, "\x81\x82\x84\x85\x91\x92\x93")) return true;
    } else if (of_letters) {
      if (lead == 0xC5 && second == 0xBF) return true;
      if (lead == 0xE3 && second >= 0x88 && second <= 0x8F) return true;
      if (lead == 0xF0) return true;
    }
  }
  return false;
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

// Hangul and Hanja stand in an article as they stand here; ASCII letters and numbers too, but for
// their case and marks inside. Units have other names (%, 퍼센트), and other letters other forms.
void TextPattern::collect_needles() {
  bool is_plain = !words_.empty();
  bool goes_on = false;
  for (const PatternWord& word : words_) {
    const bool is_loose = is_whole_only(word.script);
    if (is_loose && !stands_in_ascii(word.text)) {
      is_plain = goes_on = false;
      continue;
    }
    if (!goes_on) needles_.emplace_back();
    needles_.back().push_back({to_utf8(word.text), word.is_glued, is_loose});
    has_loose_ = has_loose_ || is_loose;
    is_plain = is_plain && !is_loose && !word.starts_sentence;
    goes_on = true;
  }
  if (!is_plain || kind_ != Kind::kPhrase) return;
  for (const Needle& needle : needles_.front()) {
    if (!literal_.empty() && !needle.is_glued) literal_ += ' ';
    literal_ += needle.text;
  }
}

bool TextPattern::surely_stands_in(std::string_view utf8) const {
  return !literal_.empty() && find_bytes(utf8, literal_, 0) != kNowhere;
}

TextPattern::Place TextPattern::find_needle(const Needle& needle, std::string_view utf8,
                                            std::size_t from) {
  if (!needle.is_loose) {
    const std::size_t begin = find_bytes(utf8, needle.text, from);
    return {begin, begin + needle.text.size()};
  }
  for (std::size_t begin = from; begin < utf8.size(); ++begin) {
    if (fold_case(utf8[begin]) != needle.text[0]) continue;
    std::size_t end = begin + 1, i = 1;
    while (i < needle.text.size() && end < utf8.size()) {
      if (fold_case(utf8[end]) == needle.text[i]) {
        ++i;
        ++end;
      } else if (const std::size_t mark = mark_inside(utf8.substr(end)); mark > 0) {
        end += mark;
      } else {
        break;
      }
    }
    if (i == needle.text.size()) return {begin, end};
  }
  return {};
}

// One stands behind the other, with a few marks between them, or none.
bool TextPattern::stand_in_row(const std::vector<Needle>& needles, std::string_view utf8) {
  constexpr std::size_t kLongestUtf8 = 4;
  constexpr std::size_t kMarksOfLoose = 4;  // the end of korea's, the dot of example.com
  const auto is_there = [&](const Needle& needle) {
    return find_needle(needle, utf8, 0).begin != kNowhere;
  };
  // Syllables are rarer than digits.
  if (!std::ranges::all_of(needles, [&](const Needle& n) { return n.is_loose || is_there(n); }))
    return false;
  for (Place first = find_needle(needles[0], utf8, 0); first.begin != kNowhere;
       first = find_needle(needles[0], utf8, first.begin + 1)) {
    std::size_t end = first.end, i = 1;
    for (; i < needles.size(); ++i) {
      const std::size_t marks = needles[i - 1].is_loose ? kMarksOfLoose : 0;
      const std::size_t gap = needles[i].is_glued ? marks : marks + kLongestUtf8 * kWidestGap;
      const std::size_t room = gap + kLongestUtf8 * needles[i].text.size();
      const Place next = find_needle(needles[i], utf8.substr(end, room), 0);
      if (next.begin > gap) break;  // also if there is none
      end += next.end;
    }
    if (i == needles.size()) return true;
  }
  return false;
}

bool TextPattern::may_stand_in(std::string_view utf8) const {
  const auto stand = [&](const std::vector<Needle>& row) { return stand_in_row(row, utf8); };
  if (std::ranges::all_of(needles_, stand)) return true;
  return has_other_forms(utf8, has_loose_);
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
