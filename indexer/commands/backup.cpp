#include "common/database/checksums.h"
#include "common/database/manifest.h"
#include "common/messages/messages.h"
#include "common/system/io_error.h"
#include "indexer/commands/commands.h"

namespace gisa {

DatabaseCopy backup_database(const std::filesystem::path& database,
                             const std::filesystem::path& backup) {
  read_manifest(database);  // throws before anything is made
  return copy_database(database, backup);
}

DatabaseCopy restore_database(const std::filesystem::path& backup,
                              const std::filesystem::path& database) {
  const Manifest manifest = read_manifest(backup);
  for (const SegmentEntry& entry : manifest.segments) {
    for (const std::string& problem : find_damage(backup / entry.name, entry.hash)) {
      throw damage_error(
          tr_format("segment {} is damaged: {}", (backup / entry.name).string(), problem));
    }
  }
  return copy_database(backup, database);
}

}  // namespace gisa
