#include "indexer/readers/formats/tables/csv_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "common/messages/messages.h"
#include "indexer/readers/bytes/record_window.h"
#include "indexer/readers/formats/file_extension.h"
#include "indexer/readers/formats/tables/table_columns.h"
#include "indexer/readers/text/text_decoding.h"

namespace gisa {
namespace {

constexpr std::array kSeparators = {',', '\t', ';', '|'};
constexpr std::size_t kMaxCells = 4096;
constexpr std::size_t kMaxHeader = 64 << 10;  // bytes

std::size_t count_lines(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

char choose_separator(std::string_view line) {
  return *std::ranges::max_element(kSeparators, {},
                                   [&](char c) { return std::ranges::count(line, c); });
}

// Takes rows apart. Cells are kept from row to row, so that their memory is, too.
class RowScan {
 public:
  enum class State { kWantsMore, kComplete, kTooLong };

  explicit RowScan(char separator) : separator_(separator) {}

  void start() {
    at_ = 0;
    count_ = 0;
    in_quotes_ = has_stray_quote_ = false;
    begin_cell();
  }

  // `text` begins with the row; `is_all`: nothing follows it.
  State go_on(std::string_view text, bool is_all);

  std::size_t size() const { return at_; }  // bytes of the row, its line end included
  std::span<const std::string> cells() const { return {cells_.data(), count_}; }
  bool ended_inside_quotes() const { return in_quotes_; }
  bool has_stray_quote() const { return has_stray_quote_; }  // a value goes on behind its end

 private:
  void begin_cell() {
    if (count_ == cells_.size()) cells_.emplace_back();
    cells_[count_++].clear();
    at_cell_start_ = true;
  }

  bool ends_cell(char c) const { return c == separator_ || c == '\n' || c == '\r'; }

  const char separator_;
  std::vector<std::string> cells_;
  std::size_t count_ = 0;
  std::size_t at_ = 0;
  bool in_quotes_ = false;
  bool has_stray_quote_ = false;
  bool at_cell_start_ = true;
};

RowScan::State RowScan::go_on(std::string_view text, bool is_all) {
  while (at_ < text.size()) {
    std::string& cell = cells_[count_ - 1];
    const char c = text[at_];
    if (in_quotes_) {
      const std::size_t quote = text.find('"', at_);
      if (quote == std::string_view::npos) {
        cell += text.substr(at_);
        at_ = text.size();
        break;
      }
      cell += text.substr(at_, quote - at_);
      at_ = quote;
      if (quote + 1 == text.size() && !is_all) return State::kWantsMore;
      const char next = quote + 1 < text.size() ? text[quote + 1] : '\n';
      const bool is_doubled = next == '"';
      // Some databases write \" for a quote; it is read so only where the cell cannot end.
      const bool is_escaped = cell.ends_with('\\') && !is_doubled && !ends_cell(next);
      if (is_escaped) cell.pop_back();
      if (is_doubled || is_escaped) cell += '"';
      in_quotes_ = is_doubled || is_escaped;
      has_stray_quote_ |= !in_quotes_ && !ends_cell(next) && next != ' ';
      at_ += is_doubled ? 2 : 1;
    } else if (c == '"' && at_cell_start_) {
      in_quotes_ = true;
      at_cell_start_ = false;
      ++at_;
    } else if (c == separator_) {
      if (count_ == kMaxCells) return State::kTooLong;
      begin_cell();
      ++at_;
    } else if (c == '\n' || c == '\r') {
      if (c == '\r' && at_ + 1 == text.size() && !is_all) return State::kWantsMore;
      at_ += c == '\r' && at_ + 1 < text.size() && text[at_ + 1] == '\n' ? 2 : 1;
      return State::kComplete;
    } else {
      std::size_t end = at_ + 1;
      while (end < text.size() && text[end] != separator_ && text[end] != '\n' &&
             text[end] != '\r') {
        ++end;
      }
      cell += text.substr(at_, end - at_);
      at_cell_start_ = false;
      at_ = end;
    }
  }
  return is_all ? State::kComplete : State::kWantsMore;
}

class CsvRecords {
 public:
  CsvRecords(ByteStream& text, const FieldNames& names, RecordSink& sink)
      : window_(text), sink_(sink), rows_(names, sink) {}

  void read();

 private:
  bool fill();
  bool read_row(RowScan& scan, bool& go_on);
  bool is_torn(const RowScan& scan, std::size_t lines) const;
  void skip_line();
  std::string describe_tear(const RowScan& scan, RowScan::State state) const;
  void note_torn(std::string reason);

  RecordWindow window_;
  RecordSink& sink_;
  TableRows rows_;
  RescanBudget budget_;
  bool at_end_ = false;
  bool told_of_tear_ = false;  // rows behind it are not reported each
  std::uint64_t line_ = 1;
};

bool CsvRecords::fill() {
  if (at_end_) return false;
  at_end_ = !window_.more();
  return !at_end_;
}

void CsvRecords::read() {
  while (window_.view().find('\n') == std::string_view::npos &&
         window_.view().size() < kMaxHeader) {
    if (!fill()) break;
  }
  const std::string_view head = window_.view();
  RowScan scan(choose_separator(head.substr(0, head.find('\n'))));
  bool go_on = true;
  while (go_on && read_row(scan, go_on)) {
  }
  rows_.finish();
}

// False at the end of the text.
bool CsvRecords::read_row(RowScan& scan, bool& go_on) {
  if (window_.view().empty() && !fill()) return false;
  scan.start();
  RowScan::State state = RowScan::State::kWantsMore;
  while (true) {
    state = scan.go_on(window_.view(), at_end_);
    if (state != RowScan::State::kWantsMore) break;
    if (scan.size() > kMaxRecordBytes) {
      state = RowScan::State::kTooLong;
      break;
    }
    fill();
  }
  const std::size_t lines = count_lines(window_.view().substr(0, scan.size()));
  if (state == RowScan::State::kTooLong || is_torn(scan, lines)) {
    note_torn(describe_tear(scan, state));
    if (budget_.spend(scan.size())) {
      skip_line();
      return true;
    }
  } else {
    told_of_tear_ = false;
    go_on = rows_.add_row(scan.cells(), {line_, PlaceUnit::kLine});
  }
  budget_.earn(scan.size());
  line_ += lines;
  window_.drop(scan.size());
  return true;
}

// Whether the row is the effect of a lost or an added quote.
bool CsvRecords::is_torn(const RowScan& scan, std::size_t lines) const {
  if (rows_.columns() == nullptr) return false;
  if (scan.ended_inside_quotes()) return true;
  const std::size_t cells = scan.cells().size();
  const bool is_blank_line = cells == 1 && is_blank(scan.cells()[0]);
  if (is_blank_line) return false;
  if (cells > rows_.columns()->size()) {
    // Separators at the end of a line are no values.
    return !std::ranges::all_of(scan.cells().subspan(rows_.columns()->size()),
                                [](const std::string& cell) { return cell.empty(); });
  }
  return cells < rows_.columns()->size() &&
         (lines > 1 || cells == 1 || told_of_tear_ || scan.has_stray_quote());
}

std::string CsvRecords::describe_tear(const RowScan& scan, RowScan::State state) const {
  if (state == RowScan::State::kTooLong)
    return tr("the row is longer than any article (is a quote missing?)");
  if (scan.ended_inside_quotes()) return tr("a quote is not closed");
  return tr_format("{} values where the header has {} (is a quote missing?)", scan.cells().size(),
                   rows_.columns()->size());
}

void CsvRecords::note_torn(std::string reason) {
  if (!told_of_tear_) sink_.add_problem({line_, PlaceUnit::kLine}, std::move(reason));
  told_of_tear_ = true;
}

void CsvRecords::skip_line() {
  const std::string_view text = window_.view();
  const std::size_t end = text.find('\n');
  const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
  ++line_;
  budget_.earn(size);
  window_.drop(size);
}

}  // namespace

bool CsvFormat::recognizes(const std::filesystem::path& file) const {
  return has_extension(file, {".csv", ".tsv", ".tab"});
}

void CsvFormat::read_records(ByteStream& text, const FieldNames& names, RecordSink& sink) const {
  CsvRecords(text, names, sink).read();
}

bool has_csv_header(std::string_view head, const FieldNames& names) {
  const std::string_view line = head.substr(0, head.find('\n'));
  RowScan scan(choose_separator(line));
  scan.start();
  if (scan.go_on(line, true) != RowScan::State::kComplete || scan.cells().size() < 2) return false;
  const auto columns = TableColumns::of_header(scan.cells(), names);
  if (!columns) return false;
  // A sentence with a comma may well begin with "title"; two names that are known are no accident.
  const auto is_known = [&](const std::string& cell) {
    const std::size_t begin = cell.find_first_not_of(" \r");
    return begin != std::string::npos &&
           names.find(std::string_view(cell).substr(
               begin, cell.find_last_not_of(" \r") + 1 - begin)) != nullptr;
  };
  return std::ranges::count_if(scan.cells(), is_known) >= 2;
}

}  // namespace gisa
