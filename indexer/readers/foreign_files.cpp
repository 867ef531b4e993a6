#include "indexer/readers/foreign_files.h"

#include <algorithm>
#include <array>

#include "common/messages/messages.h"
#include "indexer/readers/bytes/archive.h"
#include "indexer/readers/text/text_decoding.h"

namespace gisa {
namespace {

using namespace std::string_view_literals;

struct Kind {
  std::string_view sign;
  const char* description;
};

constexpr const char* kOldDocument = to_translate(
    "an old Hangul or Office document (.hwp, .doc, .xls), or one with a password; save it as "
    ".xlsx, "
    "CSV or text");
constexpr const char* kMail =
    to_translate("an e-mail or a page with all that belongs to it (.eml, .mhtml); save its text");

// The first bytes of such files.
constexpr std::array kMagics = {
    Kind{"PAR1"sv, to_translate("a Parquet file; export it as CSV or JSONL")},
    Kind{"ARROW1"sv, to_translate("an Arrow file; export it as CSV or JSONL")},
    Kind{"Obj\x01"sv, to_translate("an Avro file; export it as CSV or JSONL")},
    Kind{"SQLite format 3\0"sv, to_translate("an SQLite database; export its table as CSV")},
    Kind{"%PDF-"sv, to_translate("a PDF document; save its text")},
    Kind{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, kOldDocument},
    Kind{"HWP Document File"sv, kOldDocument},
    Kind{"{\\rtf"sv, to_translate("an RTF document; save its text")},
    Kind{"Rar!\x1A\x07"sv, to_translate("a RAR archive; unpack it first")},
    Kind{"ALZ\x01"sv, to_translate("an ALZip archive (.alz, .egg); unpack it first")},
    Kind{"EGGA"sv, to_translate("an ALZip archive (.alz, .egg); unpack it first")},
    Kind{"WARC/"sv, to_translate("a WARC archive; unpack its pages first")},
};

// Elements that only they have, anywhere near the beginning.
constexpr std::array kXmlSigns = {
    Kind{"http://iptc.org/std/nar/"sv,
         to_translate("NewsML-G2, which is not read; convert it to JSONL or RSS")},
    Kind{"<nitf"sv, to_translate("NITF, which is not read; convert it to JSONL or RSS")},
    Kind{"<mediawiki"sv, to_translate("a dump of a wiki, which is not read; convert it to JSONL")},
    Kind{"<urlset"sv, to_translate("a sitemap: addresses of pages without their text")},
    Kind{"<sitemapindex"sv, to_translate("a sitemap: addresses of pages without their text")},
};

// Names of members that only they have.
constexpr std::array kMembers = {
    Kind{"word/"sv, to_translate("a Word document; save it as text")},
    Kind{"ppt/"sv, to_translate("a PowerPoint document; save it as text")},
};

// What the first member, "mimetype", says.
constexpr std::array kMimeTypes = {
    Kind{"application/hwp+zip"sv, to_translate("a Hangul document (.hwpx); save it as text")},
    Kind{"application/vnd.oasis.opendocument"sv,
         to_translate("an OpenDocument file; save it as .xlsx, CSV or text")},
    Kind{"application/epub+zip"sv, to_translate("an EPUB book; save it as text")},
};

template <std::size_t N>
std::string describe_beginning(std::string_view text, const std::array<Kind, N>& kinds) {
  const auto found =
      std::ranges::find_if(kinds, [&](const Kind& kind) { return text.starts_with(kind.sign); });
  return found == kinds.end() ? std::string() : tr(found->description);
}

bool is_mail(std::string_view head) {
  constexpr std::array kFirstFields = {"Received: "sv, "Return-Path: "sv, "Delivered-To: "sv,
                                       "From: "sv, "MIME-Version: "sv};
  const bool has_field = std::ranges::any_of(
      kFirstFields, [&](std::string_view field) { return head.starts_with(field); });
  return has_field && head.find("\nContent-Type: ") != std::string_view::npos;
}

std::string describe_xml(std::string_view head) {
  for (const Kind& kind : kXmlSigns) {
    if (head.find(kind.sign) != std::string_view::npos) return tr(kind.description);
  }
  return {};
}

std::string read_start(ByteStream& stream) {
  std::string start(64, '\0');
  start.resize(stream.read(start.data(), start.size()));
  return start;
}

}  // namespace

std::string describe_foreign_file(std::string_view head) {
  const std::string_view text = without_bom(head);
  if (text.starts_with('<')) return describe_xml(text);
  if (is_mail(text)) return tr(kMail);
  return describe_beginning(head, kMagics);
}

ZipKind look_into_zip(FileStream& file) {
  constexpr int kMembersLookedAt = 32;
  ArchiveReader archive(file);
  for (int i = 0; i < kMembersLookedAt && archive.next(); ++i) {
    if (archive.name().starts_with("xl/")) return {.is_workbook = true, .foreign = {}};
    std::string foreign = i == 0 && archive.name() == "mimetype"
                              ? describe_beginning(read_start(archive.member()), kMimeTypes)
                              : describe_beginning(archive.name(), kMembers);
    if (!foreign.empty()) return {.is_workbook = false, .foreign = std::move(foreign)};
  }
  return {};
}

}  // namespace gisa
