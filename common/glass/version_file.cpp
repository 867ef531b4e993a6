#include "common/glass/version_file.h"

#include <algorithm>
#include <random>
#include <string_view>

#include "common/glass/block.h"
#include "common/glass/encoding.h"
#include "common/messages/messages.h"
#include "common/system/files.h"
#include "common/system/io_error.h"
#include "gisa/error.h"

namespace gisa::glass {
namespace {

constexpr std::string_view kMagic{"\x0F\x0DXapian Glass", 14};
constexpr std::string_view kFormat{"\x04\x6E", 2};  // 2016-03-14

constexpr const char* kTableNames[kTables] = {"postlist", "docdata",  "termlist",
                                              "position", "spelling", "synonym"};

// Xapian's writers try to compress longer tags; readers look at each item's own flag.
constexpr std::uint32_t kCompressMin[kTables] = {0, 18, 18, 0, 18, 18};

void append_root(std::string& out, const TableRoot& table, std::uint32_t revision,
                 std::uint32_t compress_min) {
  append_varint(out, table.root);
  append_varint(out,
                table.level << 2 | (table.is_sequential ? 2u : 0u) | (table.is_fake ? 1u : 0u));
  append_varint(out, table.entries);
  append_varint(out, table.block_size >> 11);
  append_varint(out, compress_min);
  std::string free_list;
  if (!table.is_fake) {
    append_varint(free_list, revision);
    append_varint(free_list, table.blocks);  // the first block that was never used
    free_list.append(4, '\0');               // nothing free below it
  }
  append_string(out, free_list);
}

bool take_root(std::string_view& in, TableRoot& table) {
  unsigned flags = 0;
  std::uint32_t size_code = 0;
  std::uint32_t compress_min = 0;
  std::uint32_t revision = 0;
  std::string_view free_list;
  if (!take_varint(in, table.root) || !take_varint(in, flags) || !take_varint(in, table.entries) ||
      !take_varint(in, size_code) || !take_varint(in, compress_min) ||
      !take_string(in, free_list)) {
    return false;
  }
  table.level = flags >> 2;
  table.is_sequential = (flags & 2) != 0;
  table.is_fake = (flags & 1) != 0;
  table.block_size = size_code << 11;
  if (!is_block_size(std::uint64_t{size_code} << 11) || table.level >= kMostLevels) return false;
  if (table.is_fake) return true;
  return take_varint(free_list, revision) && take_varint(free_list, table.blocks) &&
         table.root < table.blocks;
}

bool take_statistics(std::string_view& in, Statistics& statistics) {
  std::uint64_t above_documents = 0;
  std::uint64_t above_wdf = 0;
  std::uint64_t changeset = 0;
  std::uint64_t spelling = 0;
  if (!take_varint(in, statistics.documents) || !take_varint(in, above_documents) ||
      !take_varint(in, statistics.shortest_length) || !take_varint(in, statistics.largest_wdf) ||
      !take_varint(in, above_wdf) || !take_varint(in, changeset) ||
      !take_varint(in, statistics.total_length) || !take_varint(in, spelling)) {
    return false;
  }
  const std::uint64_t last = statistics.documents + above_documents;
  const std::uint64_t longest = statistics.largest_wdf + above_wdf;
  statistics.last_document = static_cast<std::uint32_t>(last);
  statistics.longest_length = static_cast<std::uint32_t>(longest);
  return last <= 0xFFFFFFFF && longest <= 0xFFFFFFFF;
}

bool take_version(std::string_view& in, VersionFile& version) {
  if (in.size() < version.uuid.size()) return false;
  std::copy_n(in.begin(), version.uuid.size(), version.uuid.begin());
  in.remove_prefix(version.uuid.size());
  if (!take_varint(in, version.revision)) return false;
  const bool roots =
      std::ranges::all_of(version.tables, [&](TableRoot& table) { return take_root(in, table); });
  return roots && (in.empty() || take_statistics(in, version.statistics)) && in.empty();
}

}  // namespace

const char* table_name(Table table) { return kTableNames[static_cast<std::size_t>(table)]; }

std::filesystem::path table_file(const std::filesystem::path& database, Table table) {
  return database / (std::string(table_name(table)) + ".glass");
}

std::array<unsigned char, 16> make_uuid() {
  std::array<unsigned char, 16> uuid;
  std::random_device random;
  for (unsigned char& byte : uuid) byte = static_cast<unsigned char>(random());
  uuid[6] = static_cast<unsigned char>((uuid[6] & 0x0F) | 0x40);
  uuid[8] = static_cast<unsigned char>((uuid[8] & 0x3F) | 0x80);
  return uuid;
}

std::string encode_version_file(const VersionFile& version) {
  std::string out(kMagic);
  out.append(kFormat);
  out.append(version.uuid.begin(), version.uuid.end());
  append_varint(out, version.revision);
  for (std::size_t i = 0; i < kTables; ++i) {
    append_root(out, version.tables[i], version.revision, kCompressMin[i]);
  }
  const Statistics& statistics = version.statistics;
  append_varint(out, statistics.documents);
  append_varint(out, statistics.last_document - statistics.documents);
  append_varint(out, statistics.shortest_length);
  append_varint(out, statistics.largest_wdf);
  append_varint(out, statistics.longest_length - statistics.largest_wdf);
  append_varint(out, 0);  // oldest change set: none are kept
  append_varint(out, statistics.total_length);
  append_varint(out, 0);  // bound of spelling frequencies: no spelling table
  return out;
}

VersionFile read_version_file(const std::filesystem::path& database) {
  const std::filesystem::path file = database / kVersionFileName;
  const std::string bytes = [&] {
    try {
      return read_file(file);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::kNotFound) throw;
      throw damage_error(tr_format("{}: the file is missing", file.string()));
    }
  }();
  std::string_view in = bytes;
  VersionFile version;
  if (!in.starts_with(kMagic)) {
    throw damage_error(tr_format("{}: not the version file of a glass database", file.string()));
  }
  in.remove_prefix(kMagic.size());
  if (!in.starts_with(kFormat))
    throw Error(ErrorCode::kNewerVersion,
                tr_format("{}: another version of the glass format", file.string()),
                tr("index the articles again into a new directory"));
  in.remove_prefix(kFormat.size());
  if (!take_version(in, version))
    throw damage_error(tr_format("{}: damaged version file", file.string()));
  return version;
}

}  // namespace gisa::glass
