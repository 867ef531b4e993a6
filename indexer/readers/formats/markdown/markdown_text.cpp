#include "indexer/readers/formats/markdown/markdown_text.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "common/text/ascii.h"
#include "indexer/readers/formats/markdown/markdown_inline.h"
#include "indexer/readers/text/text_lines.h"

namespace gisa {
namespace {

constexpr std::size_t kMinFence = 3;
constexpr std::size_t kMinRule = 3;
constexpr std::size_t kMaxHeadingLevel = 6;

enum class LineKind { kBlank, kText, kTable, kHeading, kCode };

struct Line {
  std::string_view text;
  LineKind kind;
  std::size_t level = 0;  // of a heading
};

std::size_t count_front(std::string_view text, char c) {
  return std::min(text.find_first_not_of(c), text.size());
}

// "---", "* * *": the same mark, three times or more, and nothing else.
bool is_rule(std::string_view line) {
  const char mark = line.empty() ? ' ' : line.front();
  if (mark != '-' && mark != '*' && mark != '_') return false;
  const bool only = std::ranges::all_of(line, [mark](char c) { return c == mark || c == ' '; });
  return only && static_cast<std::size_t>(std::ranges::count(line, mark)) >= kMinRule;
}

// "| --- | :-: |"
bool is_table_rule(std::string_view line) {
  return line.find('|') != std::string_view::npos && line.find('-') != std::string_view::npos &&
         line.find_first_not_of("|-: \t") == std::string_view::npos;
}

// "=====" below the words of a heading.
bool is_underline(std::string_view line) {
  return line.size() >= kMinRule && count_front(line, '=') == line.size();
}

std::size_t heading_level(std::string_view line) {
  const std::size_t level = count_front(line, '#');
  const bool heading = level >= 1 && level <= kMaxHeadingLevel &&
                       (level == line.size() || line[level] == ' ' || line[level] == '\t');
  return heading ? level : 0;
}

// "## words ##" -> "words"
std::string_view heading_words(std::string_view line, std::size_t level) {
  const std::string_view words = trim_ends(line.substr(level));
  const std::size_t last = words.find_last_not_of('#');
  if (last == std::string_view::npos) return {};
  const bool closed = last + 1 < words.size() && words[last] == ' ';
  return closed ? trim_ends(words.substr(0, last)) : words;
}

// "[label]: https://…", returns the label.
std::optional<std::string_view> definition_label(std::string_view line) {
  if (!line.starts_with('[')) return std::nullopt;
  const std::size_t close = line.find("]:");
  if (close == std::string_view::npos || close == 1) return std::nullopt;
  const std::string_view behind = trim_ends(line.substr(close + 2));
  const std::string_view target = behind.substr(0, behind.find_first_of(" \t"));
  if (target.empty() || !looks_like_link_target(target)) return std::nullopt;
  return line.substr(1, close - 1);
}

std::string_view without_quote_marks(std::string_view line) {
  while (line.starts_with('>')) line = trim_ends(line.substr(1));
  return line;
}

std::string_view without_bullet(std::string_view line) {
  const bool bullet = line.size() > 1 && (line[0] == '-' || line[0] == '*' || line[0] == '+') &&
                      (line[1] == ' ' || line[1] == '\t');
  return bullet ? trim_ends(line.substr(2)) : line;
}

// Sorts the lines of a text into kinds and takes their marks off.
class BlockReader {
 public:
  std::vector<Line> read(std::string_view markdown);
  const LinkLabels& labels() const { return labels_; }

 private:
  void read_line(std::string_view raw);
  bool read_fence(std::string_view line);
  void read_text(std::string_view line);
  void start_table();
  void underline();
  void add(std::string_view text, LineKind kind, std::size_t level = 0) {
    lines_.push_back({text, kind, level});
    filled_lines_ += kind == LineKind::kBlank ? 0 : 1;
  }

  std::vector<Line> lines_;
  std::size_t filled_lines_ = 0;
  LinkLabels labels_;
  char fence_ = 0;  // the character of the fence the line is inside of
  std::size_t fence_length_ = 0;
  bool table_ = false;
};

std::vector<Line> BlockReader::read(std::string_view markdown) {
  for (const std::string_view raw : split_text_lines(markdown)) read_line(raw);
  return std::move(lines_);
}

void BlockReader::read_line(std::string_view raw) {
  const std::string_view line = without_quote_marks(trim_ends(raw));
  if (read_fence(line)) return;
  if (line.empty()) {
    table_ = false;
    return add({}, LineKind::kBlank);
  }
  if (is_table_rule(line)) return start_table();
  if (is_rule(line)) return add({}, LineKind::kBlank);
  if (is_underline(line)) return underline();
  if (const auto label = definition_label(line)) {
    labels_.emplace(*label);
    return;
  }
  read_text(without_bullet(line));
}

// Handles fences and what is between them.
bool BlockReader::read_fence(std::string_view line) {
  const char mark = line.empty() ? ' ' : line.front();
  const std::size_t length = mark == '`' || mark == '~' ? count_front(line, mark) : 0;
  if (fence_ != 0) {
    const bool closes = mark == fence_ && length >= fence_length_ && length == line.size();
    if (closes) {
      fence_ = 0;
    } else {
      add(line, LineKind::kCode);
    }
    return true;
  }
  // ```code``` on one line is no fence.
  if (length < kMinFence || line.find(mark, length) != std::string_view::npos) return false;
  fence_ = mark;
  fence_length_ = length;
  return true;
}

void BlockReader::read_text(std::string_view line) {
  if (const std::size_t level = heading_level(line)) {
    return add(heading_words(line, level), LineKind::kHeading, level);
  }
  const bool row = table_ || line.starts_with('|') || line.ends_with('|');
  add(line, row ? LineKind::kTable : LineKind::kText);
}

void BlockReader::start_table() {
  table_ = true;
  if (!lines_.empty() && lines_.back().kind == LineKind::kText)
    lines_.back().kind = LineKind::kTable;
}

// A heading of the first level, if it can be one: further down "=====" only separates.
void BlockReader::underline() {
  if (filled_lines_ == 1 && lines_.back().kind == LineKind::kText) {
    lines_.back().kind = LineKind::kHeading;
    lines_.back().level = 1;
  } else {
    add({}, LineKind::kBlank);
  }
}

// Pipes between cells and the spaces around them to one space, "\|" to a pipe.
std::string without_pipes(std::string_view row) {
  std::string text;
  text.reserve(row.size());
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool escaped = row[i] == '\\' && i + 1 < row.size() && row[i + 1] == '|';
    if (escaped) {
      text += row[++i];
    } else if (row[i] != '|' && row[i] != ' ') {
      text += row[i];
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
  }
  return text;
}

// Puts the lines together again: marks inside a paragraph are taken off for all its lines at once,
// as a link may begin in one and end in the next.
class TextWriter {
 public:
  TextWriter(const LinkLabels& labels, bool take_heading)
      : labels_(labels), take_heading_(take_heading) {}

  void write(const Line& line);
  MarkdownText finish();

 private:
  void write_heading(const Line& line);
  void flush();

  const LinkLabels& labels_;
  bool take_heading_;
  std::string paragraph_;
  MarkdownText result_;
};

void TextWriter::write(const Line& line) {
  switch (line.kind) {
    case LineKind::kBlank:
      return flush();
    case LineKind::kText:
      return append_item(paragraph_, line.text, "\n");
    case LineKind::kTable:
      return append_item(paragraph_, without_pipes(line.text), "\n");
    case LineKind::kHeading:
      return write_heading(line);
    case LineKind::kCode:
      flush();
      return append_item(result_.text, line.text, "\n");
  }
}

void TextWriter::write_heading(const Line& line) {
  flush();
  const std::string reduced = reduce_markdown_inline(line.text, labels_);
  const std::string_view words = trim_ends(reduced);
  const bool title = line.level == 1 && result_.heading.empty() && !words.empty();
  if (title) result_.heading = words;
  if (!title || !take_heading_) append_item(result_.text, words, "\n");
}

void TextWriter::flush() {
  const std::string reduced = reduce_markdown_inline(paragraph_, labels_);
  for (const std::string_view line : split_text_lines(reduced)) {
    append_item(result_.text, trim_ends(line), "\n");
  }
  paragraph_.clear();
}

MarkdownText TextWriter::finish() {
  flush();
  return std::move(result_);
}

}  // namespace

MarkdownText markdown_to_text(std::string_view markdown, bool take_heading) {
  BlockReader reader;
  const std::vector<Line> lines = reader.read(markdown);
  TextWriter writer(reader.labels(), take_heading);
  for (const Line& line : lines) writer.write(line);
  return writer.finish();
}

}  // namespace gisa
