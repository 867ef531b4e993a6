#include "indexer/readers/formats/file_extension.h"

#include <algorithm>
#include <string>

#include "common/text/ascii.h"

namespace gisa {

bool has_extension(const std::filesystem::path& file,
                   std::initializer_list<std::string_view> extensions) {
  const std::string extension = to_lower(file.extension().string());
  return std::ranges::find(extensions, extension) != extensions.end();
}

}  // namespace gisa
