#include "indexer/segments/segment_writer.h"

#include "common/analysis/analyzer.h"
#include "common/database/schema.h"
#include "common/system/files.h"
#include "common/system/io_error.h"

namespace gisa {

namespace fs = std::filesystem;

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
  std::error_code error;
  for (auto it = fs::directory_iterator(segment, error); it != fs::directory_iterator();
       it.increment(error)) {
    sync_file(it->path());
  }
  if (error) throw io_error("cannot read {}: {}", segment, error.value());
  sync_directory(segment);
}

}  // namespace gisa
