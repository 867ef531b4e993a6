#include "indexer/readers/formats/tables/xlsx_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/messages/messages.h"
#include "common/text/iso_date.h"
#include "gisa/error.h"
#include "indexer/readers/bytes/archive.h"
#include "indexer/readers/formats/file_extension.h"
#include "indexer/readers/formats/tables/table_columns.h"
#include "indexer/readers/formats/tables/workbook_texts.h"
#include "indexer/readers/formats/xml/xml_children.h"
#include "indexer/readers/text/text_decoding.h"

namespace gisa {
namespace {

namespace chrono = std::chrono;

constexpr std::size_t kMaxColumns = 1024;
// From which numbers count days; the later one in workbooks of Excel for the Macintosh.
constexpr chrono::sys_days kDayZero = chrono::year(1899) / 12 / 30;
constexpr chrono::sys_days kMacintoshDayZero = chrono::year(1904) / 1 / 1;

// "AB12": column 27, from 0.
std::size_t column_of(std::string_view reference, std::size_t otherwise) {
  std::size_t column = 0;
  std::size_t letters = 0;
  while (letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z') {
    column = column * 26 + static_cast<std::size_t>(reference[letters++] - 'A' + 1);
    if (column > kMaxColumns) return kMaxColumns;
  }
  return letters > 0 ? column - 1 : otherwise;
}

// Days as Excel counts them to ISO 8601; empty for other numbers.
std::string date_of_serial(std::string_view number, chrono::sys_days day_zero) {
  double days = 0;
  const char* end = number.data() + number.size();
  const auto [stop, error] = std::from_chars(number.data(), end, days);
  if (error != std::errc() || stop != end || days < 10'000 || days > 80'000) return {};
  const int whole = static_cast<int>(days);
  const std::string date = iso_date(day_zero + chrono::days(whole));
  const auto seconds = static_cast<long>(std::lround((days - static_cast<double>(whole)) * 86'400));
  if (seconds <= 0 || seconds >= 86'400) return date;
  return date + fmt::format(" {:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

enum class CellType : std::uint8_t { kNumber, kText, kShared, kError };

CellType type_of(const char* type) {
  if (type[0] == '\0') return CellType::kNumber;
  if (type[1] != '\0') return CellType::kText;  // "inlineStr", "str"
  if (type[0] == 's') return CellType::kShared;
  if (type[0] == 'e') return CellType::kError;
  return type[0] == 'n' ? CellType::kNumber : CellType::kText;
}

// Turns the rows of a sheet into cells and hands them on.
class SheetReader {
 public:
  SheetReader(SharedTexts& texts, TableRows& rows, chrono::sys_days day_zero)
      : texts_(texts), rows_(rows), day_zero_(day_zero) {}

  // False: no more is wanted.
  bool add_row(const pugi::xml_node& row);

  // The place of a row, for reports; called for broken rows as well, since they count.
  RecordPlace take_place(const pugi::xml_node& row);

 private:
  void read_cell(const pugi::xml_node& node);
  std::string_view shared_text(std::string_view number);

  SharedTexts& texts_;
  TableRows& rows_;
  const chrono::sys_days day_zero_;
  std::vector<std::string> cells_;
  std::size_t count_ = 0;
  std::uint64_t row_ = 0;
  std::size_t row_bytes_ = 0;
  std::string buffer_;
};

RecordPlace SheetReader::take_place(const pugi::xml_node& row) {
  ++row_;
  std::uint64_t number = 0;
  const std::string_view r = row.attribute("r").value();
  std::from_chars(r.data(), r.data() + r.size(), number);
  if (number > 0) row_ = number;
  return {row_, PlaceUnit::kRow};
}

bool SheetReader::add_row(const pugi::xml_node& row) {
  const RecordPlace place = take_place(row);
  for (std::size_t i = 0; i < count_; ++i) cells_[i].clear();
  count_ = 0;
  row_bytes_ = 0;
  for (const pugi::xml_node& cell : row) {
    if (is_named(cell, "c")) read_cell(cell);
  }
  if (row_bytes_ <= kMaxRecordBytes) return rows_.add_row({cells_.data(), count_}, place);
  rows_.add_too_long(place);
  return true;
}

void SheetReader::read_cell(const pugi::xml_node& node) {
  const std::size_t column = column_of(node.attribute("r").value(), count_);
  if (column >= kMaxColumns) return;
  if (column >= cells_.size()) cells_.resize(column + 1);
  count_ = std::max(count_, column + 1);
  std::string& cell = cells_[column];
  const CellType type = type_of(node.attribute("t").value());
  std::string_view text = workbook_text(node, buffer_);
  if (type == CellType::kShared) {
    text = shared_text(text);
    // Many cells may share one long text: the row is reported, not built.
    row_bytes_ += text.size();
    if (row_bytes_ > kMaxRecordBytes) return;
  }
  const TableColumns* columns = rows_.columns();
  if (type == CellType::kError) {  // #REF! and the like
    cell.clear();
  } else if (columns != nullptr && !columns->is_used(column)) {
    cell = is_blank(text) ? "" : "-";  // all that matters is whether the row is empty
  } else if (type == CellType::kShared) {
    cell = text;
  } else if (type == CellType::kText) {
    cell = text;
    decode_workbook_escapes(cell);
  } else {
    const bool is_date = columns != nullptr && columns->is_date(column);
    const std::string date = is_date ? date_of_serial(text, day_zero_) : std::string();
    cell = date.empty() ? text : std::string_view(date);
  }
}

std::string_view SheetReader::shared_text(std::string_view number) {
  std::size_t index = 0;
  const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), index);
  return error == std::errc() ? texts_.at(index) : std::string_view();
}

constexpr std::string_view kSheets = "xl/worksheets/", kSheetEnding = ".xml";

bool is_sheet(std::string_view name) {
  return name.starts_with(kSheets) && name.ends_with(kSheetEnding) &&
         name.find('/', kSheets.size()) == std::string_view::npos;
}

std::string_view name_of_sheet(std::string_view name) {
  name.remove_prefix(kSheets.size());
  name.remove_suffix(kSheetEnding.size());
  return name;
}

// What the workbook says of itself.
chrono::sys_days find_day_zero(FileStream& file) {
  constexpr std::string_view kSign = "date1904=";
  try {
    ArchiveReader archive(file);
    while (archive.next()) {
      if (archive.name() != "xl/workbook.xml") continue;
      std::string head(16 << 10, '\0');
      std::size_t size = 0;
      while (size < head.size()) {
        const std::size_t more = archive.member().read(&head[size], head.size() - size);
        if (more == 0) break;
        size += more;
      }
      const std::size_t sign = std::string_view(head).find(kSign);
      if (sign == std::string::npos) break;
      const std::string_view value = std::string_view(head).substr(sign + kSign.size() + 1);
      return value.starts_with('1') || value.starts_with("true") ? kMacintoshDayZero : kDayZero;
    }
  } catch (const Error&) {
    // Who reads the rows tells.
  }
  return kDayZero;
}

// False: no more is wanted.
bool read_sheet(ArchiveReader& archive, SharedTexts& texts, const FieldNames& names,
                chrono::sys_days day_zero, RecordSink& sink, std::uint64_t& broken) {
  TableRows rows(names, sink);
  SheetReader sheet(texts, rows, day_zero);
  XmlChildren children(archive.member(), "sheetData", "row");
  try {
    while (const std::optional<XmlChild> row = children.next()) {
      if (!row->fault) {
        if (!sheet.add_row(row->element)) return rows.columns() == nullptr && rows.finish();
      } else if (row->element) {
        sink.add_problem(sheet.take_place(row->element), *row->fault);
      } else {
        sink.add_problem({}, archive.name() + ": " + *row->fault);
      }
    }
  } catch (...) {
    rows.finish();
    throw;
  }
  broken += children.broken();
  return rows.finish();
}

}  // namespace

bool XlsxFormat::recognizes(const std::filesystem::path& file) const {
  return has_extension(file, {".xlsx", ".xlsm"});
}

Article XlsxFormat::parse(std::string_view /*record*/, const RecordOrigin& /*origin*/) const {
  throw Error(ErrorCode::kBadInput, tr("no workbook that could be read"));
}

void read_workbook(FileStream& file, const FieldNames& names, RecordSink& sink,
                   std::uint64_t& broken) {
  const chrono::sys_days day_zero = find_day_zero(file);
  SharedTexts texts(file);
  ArchiveReader archive(file);
  bool has_sheet = false;
  while (archive.next()) {
    if (!is_sheet(archive.name())) continue;
    if (std::exchange(has_sheet, true)) sink.begin_part(name_of_sheet(archive.name()));
    if (!read_sheet(archive, texts, names, day_zero, sink, broken)) return;
  }
  if (!has_sheet) throw Error(ErrorCode::kBadInput, tr("no sheet in the workbook"));
  texts.finish();
  broken += texts.broken();
  if (texts.missing() == 0) return;
  sink.begin_part("xl/sharedStrings.xml");
  sink.add_problem({},
                   tr_count(texts.missing(),
                            "{} cell refers to a text that is not there; save the workbook again",
                            "{} cells refer to texts that are not there; save the workbook again"));
}

}  // namespace gisa
