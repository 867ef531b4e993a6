#include "indexer/segment_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "common/analyzer.h"
#include "common/schema.h"
#include "gisa/error.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

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

std::vector<std::pair<std::string, std::string>> segment_metadata(
    const TextDictionaries& dictionaries) {
  std::vector<std::pair<std::string, std::string>> metadata = {
      {std::string(kFingerprintKey), std::string(Analyzer::fingerprint())},
      {std::string(kFormatKey), std::to_string(kFormatVersion)}};
  for (const auto& [id, dictionary] : dictionaries) {
    metadata.emplace_back(std::string(kDictionaryKeyPrefix) + std::to_string(id),
                          dictionary->serialize());
  }
  return metadata;
}

void sync_segment(const fs::path& segment) {
  for (const auto& entry : fs::directory_iterator(segment)) sync_path(entry.path(), O_RDONLY);
  sync_path(segment, O_RDONLY | O_DIRECTORY);
}

}  // namespace gisa
