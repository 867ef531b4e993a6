#include "indexer/readers/file_extension.h"

#include <algorithm>
#include <string>

namespace gisa {

bool has_extension(const std::filesystem::path& file,
                   std::initializer_list<std::string_view> extensions) {
  std::string extension = file.extension().string();
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return std::ranges::find(extensions, extension) != extensions.end();
}

}  // namespace gisa
