#include "indexer/xapian_segments.h"

#include <fcntl.h>
#include <unistd.h>

#include <xapian.h>
#include <cerrno>
#include <cstring>

#include "common/schema.h"
#include "gisa/error.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

// Runs `work`, turning Xapian's exceptions into ours.
template <typename Work>
auto translate_errors(const fs::path& segment, Work work) {
  try {
    return work();
  } catch (const Xapian::Error& error) {
    const char* system = error.get_error_string();
    throw Error(ErrorCode::kIo,
                "cannot write " + segment.string() + ": " + error.get_msg() +
                    (system != nullptr ? std::string(" (") + system + ")" : ""),
                "the database is as it was before; check the disk and run again");
  }
}

class XapianSegmentWriter final : public SegmentWriter {
 public:
  explicit XapianSegmentWriter(const fs::path& segment) : segment_(segment) {
    translate_errors(segment_, [&] {
      // Nobody can see the segment before it is joined, synced and named by the manifest.
      constexpr int kFlags =
          Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_DANGEROUS | Xapian::DB_NO_SYNC;
      database_ = Xapian::WritableDatabase(segment.string(), kFlags);
      database_.set_metadata(std::string(kFingerprintKey), std::string(Analyzer::fingerprint()));
      database_.set_metadata(std::string(kFormatKey), std::to_string(kFormatVersion));
    });
  }

  void add(std::uint32_t document_id, const IndexDocument& document) override {
    translate_errors(segment_, [&] {
      Xapian::Document out;
      for (const auto& [term, wdf] : document.terms) out.add_term(term, wdf);
      if (!document.time_value.empty()) out.add_value(kTimeSlot, document.time_value);
      out.set_data(document.data);
      database_.replace_document(document_id, out);
    });
  }

  void finish() override {
    translate_errors(segment_, [&] { database_.close(); });
  }

 private:
  fs::path segment_;
  Xapian::WritableDatabase database_;
};

void compact(const std::vector<fs::path>& segments, const fs::path& joined, unsigned flags) {
  translate_errors(joined, [&] {
    Xapian::Database sources;
    for (const fs::path& segment : segments)
      sources.add_database(Xapian::Database(segment.string()));
    sources.compact(joined.string(), flags);
  });
}

void sync_path(const fs::path& path, int flags) {
  const int fd = ::open(path.c_str(), flags | O_CLOEXEC);
  const bool synced = fd >= 0 && ::fsync(fd) == 0;
  const int error = errno;
  if (fd >= 0) ::close(fd);
  if (!synced) {
    throw Error(ErrorCode::kIo, "cannot sync " + path.string() + ": " + std::strerror(error));
  }
}

}  // namespace

std::unique_ptr<SegmentWriter> make_xapian_segment_writer(const fs::path& segment) {
  return std::make_unique<XapianSegmentWriter>(segment);
}

void join_segments(const std::vector<fs::path>& segments, const fs::path& joined) {
  compact(segments, joined, Xapian::DBCOMPACT_NO_RENUMBER);
}

void concatenate_segments(const std::vector<fs::path>& segments, const fs::path& joined) {
  compact(segments, joined, 0);
}

void delete_documents(const fs::path& segment, const std::vector<std::uint32_t>& documents) {
  if (documents.empty()) return;
  translate_errors(segment, [&] {
    Xapian::WritableDatabase database(segment.string(), Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
    for (const std::uint32_t document : documents) database.delete_document(document);
    database.commit();
    database.close();
  });
}

std::uint64_t count_documents(const fs::path& segment) {
  return translate_errors(segment,
                          [&] { return Xapian::Database(segment.string()).get_doccount(); });
}

void sync_segment(const fs::path& segment) {
  for (const auto& entry : fs::directory_iterator(segment)) sync_path(entry.path(), O_RDONLY);
  sync_path(segment, O_RDONLY | O_DIRECTORY);
}

}  // namespace gisa
