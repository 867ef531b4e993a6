#include "indexer/readers/formats/json/json_errors.h"

#include <fmt/format.h>

#include "common/messages/messages.h"
#include "indexer/readers/text/text_decoding.h"

namespace gisa {
namespace {

struct JsonFault {
  simdjson::error_code code;
  const char* words;
};

constexpr JsonFault kFaults[] = {
    {simdjson::UNCLOSED_STRING, to_translate("a string is not closed (is the record cut short?)")},
    {simdjson::UNESCAPED_CHARS, to_translate("a control character stands unescaped in a string")},
    {simdjson::STRING_ERROR, to_translate("a bad escape in a string, or half of a surrogate pair")},
    {simdjson::INCOMPLETE_ARRAY_OR_OBJECT,
     to_translate("no closing brace at the end (is the record cut short?)")},
    {simdjson::TRAILING_CONTENT, to_translate("text after the end of the object")},
    {simdjson::NUMBER_ERROR, to_translate("not a number")},
    {simdjson::NUMBER_OUT_OF_RANGE, to_translate("a number too large")},
    {simdjson::DEPTH_ERROR, to_translate("nested too deeply")},
    {simdjson::TAPE_ERROR,
     to_translate("a value, a comma, a colon or a bracket is missing or misplaced")},
    {simdjson::INCORRECT_TYPE, to_translate("neither text, number, true, false nor null")},
};

const char* words_for(simdjson::error_code code) {
  for (const JsonFault& fault : kFaults) {
    if (fault.code == code) return tr(fault.words);
  }
  return simdjson::error_message(code);
}

// Where a string is broken as such. simdjson looks at strings in blocks and does not say.
std::optional<std::size_t> find_string_fault(simdjson::error_code code, std::string_view record) {
  bool inside = false;
  std::size_t opened = 0;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const char c = record[i];
    if (c == '"') {
      inside = !inside;
      opened = i;
    } else if (inside && c == '\\') {
      ++i;
    } else if (inside && static_cast<unsigned char>(c) < 0x20) {
      if (code == simdjson::UNESCAPED_CHARS) return i;
    }
  }
  if (code == simdjson::UNCLOSED_STRING && inside) return opened;
  return std::nullopt;
}

}  // namespace

std::string describe_json_error(simdjson::error_code code, std::string_view record,
                                std::optional<std::size_t> offset) {
  if (code == simdjson::EMPTY) return tr("empty record");
  if (code == simdjson::MEMALLOC) return tr("not enough memory for this record");
  if (code == simdjson::CAPACITY) return tr("record longer than 4 GB");
  if (code == simdjson::UTF8_ERROR) {
    return tr_format("not UTF-8 at byte {} (CP949 or UTF-16 must be converted first)",
                     find_invalid_utf8(record) + 1);
  }
  if (code == simdjson::UNCLOSED_STRING || code == simdjson::UNESCAPED_CHARS) {
    offset = find_string_fault(code, record);
  }
  if (!offset) return tr_format("invalid JSON: {}", words_for(code));
  return tr_format("invalid JSON at byte {}: {}", *offset + 1, words_for(code));
}

}  // namespace gisa
