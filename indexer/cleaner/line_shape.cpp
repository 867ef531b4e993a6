#include "indexer/cleaner/line_shape.h"

#include <algorithm>
#include <array>

#include "indexer/cleaner/boilerplate_rules.h"
#include "indexer/cleaner/credits.h"
#include "indexer/cleaner/text_scan.h"

namespace gisa::cleaning {

bool is_sentence_closer(std::string_view character) {
  constexpr std::string_view kAscii = ".?!\"')]>";
  constexpr std::array<std::string_view, 7> kWide = {"”", "’", "】", "…", "》", "〉", "。"};
  if (character.size() == 1) return contains(kAscii, character[0]);
  const bool punctuation =
      character.size() == 3 && (character[0] == '\xE2' || character[0] == '\xE3');
  return punctuation && is_one_of(character, kWide);
}

std::optional<size_t> last_segment(std::string_view line) {
  const size_t floor = line.size() > kMaxSegmentBytes ? line.size() - kMaxSegmentBytes : 0;
  for (size_t end = line.size(); end > floor;) {
    const std::string_view character = char_before(line, end);
    if (is_sentence_closer(character)) {
      const char next = end < line.size() ? line[end] : ' ';
      const bool inside_word =
          character == "." && end >= 2 && is_ascii_alnum(next) && is_ascii_alnum(line[end - 2]);
      if (!inside_word && !(character == ")" && next == '=')) return end;
    }
    end -= character.size();
  }
  return floor == 0 ? std::optional<size_t>(0) : std::nullopt;
}

size_t links_end(std::string_view line, size_t at) {
  constexpr size_t kMaxHeadlineBytes = 240;
  size_t end = at;
  while (true) {
    const size_t link = line.substr(0, end + kMaxHeadlineBytes).find("http", end);
    if (link == std::string_view::npos) return end;
    const std::string_view headline = line.substr(end, link - end);
    if (holds_sentences(headline) || headline.ends_with("다.")) return end;
    end = link;
    while (end < line.size() && line[end] > ' ' && line[end] < '\x7F') ++end;
  }
}

size_t skip_closers(std::string_view line, size_t at) {
  constexpr std::array<std::string_view, 11> kClosers = {">", "]", ")",  "】", "＞", "〉",
                                                         "›", ".", "．", "*",  "'"};
  size_t end = at;
  while (end < line.size()) {
    const size_t length = line[end] == ' ' ? 1 : length_of_any_at(line, end, kClosers);
    if (length == 0) break;
    end += length;
  }
  return end;
}

size_t skip_marks_back(std::string_view line, size_t at) {
  size_t begin = at;
  for (size_t end = at; end > 0;) {
    const std::string_view character = char_before(line, end);
    if (character != " " && !is_one_of(character, kNoticeMarks)) break;
    end -= character.size();
    if (character != " " && character != "'" && character != "\"") begin = end;
  }
  return begin;
}

bool is_only_marks(std::string_view line) {
  for (size_t at = 0; at < line.size();) {
    const std::string_view character = char_at(line, at);
    at += character.size();
    if (character.size() == 1) {
      if (is_ascii_alnum(character[0])) return false;
      continue;
    }
    const bool mark = character == "·" ||
                      (character.size() == 3 && character[0] == '\xE2' && character[1] != '\x82' &&
                       character[1] != '\x84') ||
                      (character[0] == '\xE3' && character[1] == '\x80');
    if (!mark) return false;
  }
  return true;
}

size_t hashtags_begin(std::string_view line) {
  size_t begin = line.size();
  constexpr size_t kMaxTagBytes = 60;
  while (begin > 0) {
    const std::string_view before = trim_right(line.substr(0, begin));
    const size_t floor = before.size() > kMaxTagBytes ? before.size() - kMaxTagBytes : 0;
    const size_t sign = before.substr(floor).rfind('#');
    if (sign == std::string_view::npos) break;
    const std::string_view tag = before.substr(floor + sign);
    const auto breaks = [](char c) {
      return c >= 0 && !is_ascii_alnum(c) && c != '_' && c != '-' && c != '#';
    };
    if (tag.size() < 3 || std::any_of(tag.begin(), tag.end(), breaks)) break;
    begin = floor + sign;
  }
  return begin;
}

bool holds_plain_statement(std::string_view text) {
  constexpr std::string_view kStop = "다.";
  for (size_t at = text.find(kStop); at != std::string_view::npos; at = text.find(kStop, at + 1)) {
    if (char_before(text, at) != "니") return true;
  }
  return false;
}

bool ends_like_prose(std::string_view line) {
  if (line.empty()) return true;
  const char last = line.back();
  return last == '.' || last == '"' || last == '?' || last == '!' || line.ends_with("”");
}

}  // namespace gisa::cleaning
