#pragma once

#include <filesystem>
#include <initializer_list>
#include <string_view>

namespace gisa {

/// True if the file's name ends in one of `extensions` (lower case, with the dot), in any case.
bool has_extension(const std::filesystem::path& file,
                   std::initializer_list<std::string_view> extensions);

}  // namespace gisa
