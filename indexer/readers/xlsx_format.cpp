#include "indexer/readers/xlsx_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "common/messages.h"
#include "common/utf8.h"
#include "gisa/error.h"
#include "indexer/readers/archive.h"
#include "indexer/readers/file_extension.h"
#include "indexer/readers/table_columns.h"
#include "indexer/readers/xml_events.h"

namespace gisa {
namespace {

constexpr std::size_t kMaxSharedBytes = 512u << 20;
constexpr std::size_t kBlock = 64 << 10;  // bytes
constexpr std::size_t kMaxColumns = 1024;
constexpr int kLooksForWorkbook = 32;  // members

std::string_view attribute(const XmlAttributes& attributes, std::string_view name) {
  for (const auto& [key, value] : attributes) {
    if (key == name) return value;
  }
  return {};
}

// Excel writes what XML cannot hold as _x000D_.
void decode_escapes(std::string& text) {
  for (std::size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
    if (at + 7 > text.size() || text[at + 6] != '_') continue;
    unsigned code = 0;
    const char* end = text.data() + at + 6;
    const auto [stop, error] = std::from_chars(text.data() + at + 2, end, code, 16);
    if (error != std::errc() || stop != end) continue;
    std::string character;
    if (code >= 0xD800 && code < 0xE000) code = kReplacementCharacter;
    append_utf8(character, static_cast<char32_t>(code));
    text.replace(at, 7, character);
  }
}

// The texts that cells refer to by number, one behind another.
class SharedTexts {
 public:
  void add(std::string& text) {
    decode_escapes(text);
    if (bytes_.size() + text.size() > kMaxSharedBytes) {
      throw Error(ErrorCode::kBadInput,
                  tr_format("the workbook shares more than {} MB of text; save it as CSV",
                            kMaxSharedBytes >> 20));
    }
    bytes_ += text;
    ends_.push_back(bytes_.size());
  }

  std::string_view at(std::size_t index) const {
    if (index >= ends_.size()) return {};
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(bytes_).substr(begin, ends_[index] - begin);
  }

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;
};

// <si><t>…</t></si>, or <si> of runs <r><t>…</t></r>; <rPh> tells how it is pronounced.
class SharedTextsHandler final : public XmlHandler {
 public:
  explicit SharedTextsHandler(SharedTexts& texts) : texts_(texts) {}

  void begin_element(std::string_view, std::string_view name, const XmlAttributes&) override {
    if (name == "si") text_.clear();
    if (name == "rPh") in_reading_ = true;
    in_text_ = name == "t" && !in_reading_;
  }
  void end_element(std::string_view, std::string_view name) override {
    in_text_ = false;
    if (name == "rPh") in_reading_ = false;
    if (name != "si" || failure_) return;
    try {
      texts_.add(text_);
    } catch (...) {
      failure_ = std::current_exception();  // it must not pass through libxml2
    }
  }
  void text(std::string_view text) override {
    if (in_text_) text_ += text;
  }

  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  SharedTexts& texts_;
  std::string text_;
  bool in_text_ = false;
  bool in_reading_ = false;
  std::exception_ptr failure_;
};

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

// Days since the end of 1899, as Excel counts them, to ISO 8601; empty for other numbers.
std::string date_of_serial(std::string_view number) {
  double days = 0;
  const char* end = number.data() + number.size();
  const auto [stop, error] = std::from_chars(number.data(), end, days);
  if (error != std::errc() || stop != end || days < 10'000 || days > 80'000) return {};
  const auto whole = static_cast<long>(days);
  // Civil from days, with the era of 400 years beginning on 1 March.
  const long z = whole - 25'569 + 719'468;
  const long era = z / 146'097;
  const long doe = z - era * 146'097;
  const long yoe = (doe - doe / 1460 + doe / 36'524 - doe / 146'096) / 365;
  const long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const long mp = (5 * doy + 2) / 153;
  const long day = doy - (153 * mp + 2) / 5 + 1;
  const long month = mp < 10 ? mp + 3 : mp - 9;
  const long year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  const std::string date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  const auto seconds = static_cast<long>(std::lround((days - static_cast<double>(whole)) * 86'400));
  if (seconds <= 0 || seconds >= 86'400) return date;
  return date + fmt::format(" {:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

class SheetHandler final : public XmlHandler {
 public:
  SheetHandler(const SharedTexts& texts, TableRows& rows) : texts_(texts), rows_(rows) {}

  void begin_element(std::string_view, std::string_view name,
                     const XmlAttributes& attributes) override {
    if (name == "row") {
      ++row_;
      std::uint64_t number = 0;
      const std::string_view r = attribute(attributes, "r");
      std::from_chars(r.data(), r.data() + r.size(), number);
      if (number > 0) row_ = number;
      for (std::size_t i = 0; i < count_; ++i) cells_[i].clear();
      count_ = 0;
      row_bytes_ = 0;
    } else if (name == "c") {
      column_ = column_of(attribute(attributes, "r"), count_);
      type_ = attribute(attributes, "t");
      value_.clear();
    } else if (name == "rPh") {
      in_reading_ = true;
    }
    in_value_ = (name == "v" || name == "t") && !in_reading_;
  }

  void end_element(std::string_view, std::string_view name) override {
    in_value_ = false;
    if (name == "rPh") in_reading_ = false;
    if (name == "c") take_cell();
    if (name == "row" && go_on_ && !failure_) take_row();
  }

  void text(std::string_view text) override {
    if (in_value_ && value_.size() < kMaxRecordBytes) value_ += text;
  }

  bool go_on() const {
    if (failure_) std::rethrow_exception(failure_);
    return go_on_;
  }

 private:
  void take_cell() {
    if (column_ >= kMaxColumns) return;
    if (column_ >= cells_.size()) cells_.resize(column_ + 1);
    count_ = std::max(count_, column_ + 1);
    std::string& cell = cells_[column_];
    if (type_ == "s") {
      std::size_t index = SIZE_MAX;
      std::from_chars(value_.data(), value_.data() + value_.size(), index);
      const std::string_view text = texts_.at(index);
      row_bytes_ += text.size();
      // Many cells may share one long text: the row is reported, not built.
      if (row_bytes_ <= kMaxRecordBytes) cell = text;
      return;
    }
    row_bytes_ += value_.size();
    if (row_bytes_ > kMaxRecordBytes) return;
    if (type_ == "e") return cell.clear();  // #REF! and the like
    const bool is_number = type_.empty() || type_ == "n";
    if (is_number && rows_.columns() != nullptr && rows_.columns()->is_date(column_)) {
      if (std::string date = date_of_serial(value_); !date.empty()) {
        cell = std::move(date);
        return;
      }
    }
    cell = value_;
    if (!is_number) decode_escapes(cell);
  }

  void take_row() {
    try {
      if (row_bytes_ > kMaxRecordBytes) return rows_.add_too_long({row_, PlaceUnit::kRow});
      go_on_ = rows_.add_row({cells_.data(), count_}, {row_, PlaceUnit::kRow});
    } catch (...) {
      failure_ = std::current_exception();  // it must not pass through libxml2
    }
  }

  const SharedTexts& texts_;
  TableRows& rows_;
  std::vector<std::string> cells_;
  std::size_t count_ = 0;
  std::size_t column_ = 0;
  std::uint64_t row_ = 0;
  std::size_t row_bytes_ = 0;
  std::string type_;
  std::string value_;
  bool in_value_ = false;
  bool in_reading_ = false;
  bool go_on_ = true;
  std::exception_ptr failure_;
};

bool is_sheet(std::string_view name) {
  return name.starts_with("xl/worksheets/") && name.ends_with(".xml") &&
         name.find('/', 14) == std::string_view::npos;
}

SharedTexts read_shared_texts(FileStream& file) {
  SharedTexts texts;
  ArchiveReader archive(file);
  while (archive.next()) {
    if (archive.name() != "xl/sharedStrings.xml") continue;
    SharedTextsHandler handler(texts);
    XmlParser parser(handler);
    std::string block(kBlock, '\0');
    while (const std::size_t got = archive.member().read(block.data(), block.size())) {
      parser.parse(std::string_view(block).substr(0, got));
      handler.rethrow();
    }
    if (const auto fault = parser.finish())
      throw Error(ErrorCode::kBadInput, "xl/sharedStrings.xml: " + *fault);
    break;
  }
  return texts;
}

// False: no more is wanted.
bool read_sheet(ArchiveReader& archive, const SharedTexts& texts, const FieldNames& names,
                RecordSink& sink) {
  TableRows rows(names, sink);
  SheetHandler handler(texts, rows);
  XmlParser parser(handler);
  std::string block(kBlock, '\0');
  try {
    while (const std::size_t got = archive.member().read(block.data(), block.size())) {
      parser.parse(std::string_view(block).substr(0, got));
      if (!handler.go_on()) return rows.columns() == nullptr && rows.finish();
    }
  } catch (...) {
    rows.finish();
    throw;
  }
  if (const auto fault = parser.finish()) sink.add_problem({}, archive.name() + ": " + *fault);
  return rows.finish();
}

}  // namespace

bool XlsxFormat::recognizes(const std::filesystem::path& file) const {
  return has_extension(file, {".xlsx", ".xlsm"});
}

Article XlsxFormat::parse(std::string_view /*record*/, const RecordOrigin& /*origin*/) const {
  throw Error(ErrorCode::kBadInput, tr("no workbook that could be read"));
}

bool is_workbook_archive(FileStream& file) {
  ArchiveReader archive(file);
  for (int i = 0; i < kLooksForWorkbook && archive.next(); ++i) {
    if (archive.name().starts_with("xl/") || archive.name() == "[Content_Types].xml") return true;
  }
  return false;
}

void read_workbook(FileStream& file, const FieldNames& names, RecordSink& sink) {
  const SharedTexts texts = read_shared_texts(file);
  ArchiveReader archive(file);
  bool has_sheet = false;
  while (archive.next()) {
    if (!is_sheet(archive.name())) continue;
    has_sheet = true;
    if (!read_sheet(archive, texts, names, sink)) return;
  }
  if (!has_sheet) throw Error(ErrorCode::kBadInput, tr("no sheet in the workbook"));
}

}  // namespace gisa
