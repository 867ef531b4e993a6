#include "common/database/small_file.h"

#include <xxhash.h>

#include <cstring>

#include "common/messages/messages.h"
#include "common/system/io_error.h"

namespace gisa {
namespace {

void append_number(std::string& out, std::uint64_t value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

}  // namespace

void SmallFileWriter::number(std::uint64_t value) { append_number(body_, value); }

void SmallFileWriter::text(std::string_view bytes) {
  append_number(body_, bytes.size());
  body_ += bytes;
}

std::string SmallFileWriter::finish(std::string_view mark) const {
  std::string file(mark);
  append_number(file, XXH3_64bits(body_.data(), body_.size()));
  return file + body_;
}

SmallFileReader::SmallFileReader(std::string_view mark, std::string_view file,
                                 std::string_view what)
    : rest_(file), what_(what) {
  if (bytes(mark.size()) != mark) fail();
  if (number() != XXH3_64bits(rest_.data(), rest_.size())) fail();
}

std::uint64_t SmallFileReader::number() {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes(sizeof value).data(), sizeof value);
  return value;
}

std::string_view SmallFileReader::bytes(std::uint64_t size) {
  if (size > rest_.size()) fail();
  const std::string_view taken = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return taken;
}

void SmallFileReader::fail() const { throw damage_error(tr_format("{} is damaged", what_)); }

}  // namespace gisa
