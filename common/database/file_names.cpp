#include "common/database/file_names.h"

#include <algorithm>
#include <charconv>

#include "common/database/manifest.h"

namespace gisa {
namespace {

constexpr std::size_t kSegmentDigits = 6;
constexpr std::string_view kSources = "sources.", kDeleted = ".deleted", kUnfinished = ".new";

std::optional<std::uint64_t> number_in(std::string_view digits) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string segment_name(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  const std::string zeros(kSegmentDigits - std::min(kSegmentDigits, digits.size()), '0');
  return "s" + zeros + digits;
}

std::optional<std::uint64_t> segment_number(std::string_view name) {
  if (!name.starts_with('s') || name.size() <= kSegmentDigits) return std::nullopt;
  return number_in(name.substr(1));
}

std::string deleted_file_name(std::string_view segment, std::uint64_t generation) {
  return std::string(segment).append(".").append(std::to_string(generation)).append(kDeleted);
}

std::string sources_file_name(std::uint64_t generation) {
  return std::string(kSources).append(std::to_string(generation));
}

std::optional<DeletedFileName> read_deleted_file_name(std::string_view name) {
  if (!name.ends_with(kDeleted)) return std::nullopt;
  name.remove_suffix(kDeleted.size());
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos || !segment_number(name.substr(0, dot))) return std::nullopt;
  const std::optional<std::uint64_t> generation = number_in(name.substr(dot + 1));
  if (!generation) return std::nullopt;
  return DeletedFileName{name.substr(0, dot), *generation};
}

std::optional<std::uint64_t> sources_generation(std::string_view name) {
  if (!name.starts_with(kSources)) return std::nullopt;
  return number_in(name.substr(kSources.size()));
}

bool is_database_file_name(std::string_view name) {
  if (name.ends_with(kUnfinished)) name.remove_suffix(kUnfinished.size());
  return name == kManifestName || name == kLockName || name == kBuildingName ||
         sources_generation(name) || segment_number(name) || read_deleted_file_name(name);
}

}  // namespace gisa
