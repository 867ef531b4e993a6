#include "indexer/readers/formats/tables/html_table_format.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "common/text/ascii.h"
#include "indexer/cleaner/html_text.h"
#include "indexer/readers/bytes/record_window.h"
#include "indexer/readers/formats/file_extension.h"
#include "indexer/readers/formats/tables/table_columns.h"

namespace gisa {
namespace {

constexpr int kMaxRowsLookedAt = 3;  // a title may stand above the header

constexpr std::array<std::string_view, 1> kRowBegins = {"tr"};
constexpr std::array<std::string_view, 3> kRowEnds = {"/tr", "tr", "/table"};
constexpr std::array<std::string_view, 2> kCellBegins = {"td", "th"};
constexpr std::array<std::string_view, 7> kPageElements = {"article", "p",      "h1", "h2",
                                                           "header",  "script", "nav"};
constexpr std::array<std::string_view, 4> kCellEnds = {"/td", "/th", "td", "th"};

bool begins_tag(std::string_view text, std::string_view name) {
  if (text.size() <= name.size() || !begins_in_any_case(text, name)) return false;
  const char next = text[name.size()];
  return next == '>' || next == '/' || static_cast<unsigned char>(next) <= ' ';
}

// Where the next tag of one of these names begins; npos if there is none.
template <std::size_t N>
std::size_t find_tag(std::string_view text, std::size_t from,
                     const std::array<std::string_view, N>& names) {
  for (std::size_t at = text.find('<', from); at != std::string_view::npos;
       at = text.find('<', at + 1)) {
    const std::string_view tag = text.substr(at + 1);
    if (std::ranges::any_of(names, [&](std::string_view name) { return begins_tag(tag, name); }))
      return at;
  }
  return std::string_view::npos;
}

// The text of a cell; line ends between its tags are none.
std::string cell_text(std::string_view html) {
  std::string source(html);
  std::ranges::replace(source, '\n', ' ');
  std::ranges::replace(source, '\r', ' ');
  std::string text;
  return cleaning::html_to_text(source, text) ? text : source;
}

std::vector<std::string> read_cells(std::string_view row) {
  std::vector<std::string> cells;
  for (std::size_t at = find_tag(row, 0, kCellBegins); at < row.size();
       at = find_tag(row, at, kCellBegins)) {
    const std::size_t begin = std::min(row.find('>', at), row.size() - 1) + 1;
    const std::size_t end = std::min(find_tag(row, begin, kCellEnds), row.size());
    cells.push_back(cell_text(row.substr(begin, end - begin)));
    at = end;
  }
  return cells;
}

class HtmlTableRows {
 public:
  HtmlTableRows(ByteStream& text, const FieldNames& names, RecordSink& sink)
      : window_(text), rows_(names, sink) {}

  void read() {
    while (find_row() && read_row()) {
    }
    rows_.finish();
  }

 private:
  bool find_row();
  bool read_row();

  RecordWindow window_;
  TableRows rows_;
  std::uint64_t row_ = 0;
};

// Moves to the next row. False at the end.
bool HtmlTableRows::find_row() {
  constexpr std::size_t kLongestTag = 8;  // bytes of it that matter: it may be cut in two
  while (true) {
    const std::string_view text = window_.view();
    const std::size_t begin = find_tag(text, 0, kRowBegins);
    const std::size_t passed = text.size() - std::min(text.size(), kLongestTag);
    window_.drop(std::min(begin, passed));
    if (begin != std::string_view::npos) {
      window_.drop(begin - std::min(begin, passed));
      return true;
    }
    if (!window_.more()) return false;
  }
}

// False: no more is wanted.
bool HtmlTableRows::read_row() {
  const RecordPlace place{++row_, PlaceUnit::kRow};
  constexpr std::size_t kTag = 3;  // "<tr"
  std::size_t looked_at = kTag;
  std::size_t end = std::string_view::npos;
  while (true) {
    const std::string_view text = window_.view();
    end = find_tag(text, looked_at, kRowEnds);
    if (end != std::string_view::npos) break;
    looked_at = std::max(kTag, text.size() - std::min<std::size_t>(text.size(), kTag * 4));
    if (text.size() > kMaxRecordBytes) {
      rows_.add_too_long(place);
      window_.drop(looked_at);
      return true;
    }
    if (!window_.more()) break;
  }
  const std::string_view row = window_.view().substr(0, end);
  const bool go_on = rows_.add_row(read_cells(row), place);
  window_.drop(row.size());
  return go_on;
}

}  // namespace

bool HtmlTableFormat::recognizes(const std::filesystem::path& file) const {
  return has_extension(file, {".xls"});
}

void HtmlTableFormat::read_records(ByteStream& text, const FieldNames& names,
                                   RecordSink& sink) const {
  HtmlTableRows(text, names, sink).read();
}

bool has_html_table(std::string_view head, const FieldNames& names) {
  std::size_t begin = find_tag(head, 0, kRowBegins);
  if (begin > find_tag(head, 0, kPageElements)) return false;
  for (int i = 0; i < kMaxRowsLookedAt && begin < head.size(); ++i) {
    const std::size_t end = std::min(find_tag(head, begin + 1, kRowEnds), head.size());
    const auto columns =
        TableColumns::of_header(read_cells(head.substr(begin, end - begin)), names);
    if (columns && columns->has(ArticleField::kTitle) && columns->has(ArticleField::kBody))
      return true;
    begin = find_tag(head, end, kRowBegins);
  }
  return false;
}

}  // namespace gisa
