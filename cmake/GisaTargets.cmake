# How every target of gisa is compiled. Nothing here is global: call one of these on the target.

# Settings of all targets: language level, warnings, sanitizers, where headers are found.
function(gisa_target_defaults target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES
    CXX_EXTENSIONS OFF
    POSITION_INDEPENDENT_CODE ON
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON
    RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin"
    LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib"
    ARCHIVE_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Wno-restrict)  # false alarms on std::string (GCC bug 105651)
  endif()
  if(GISA_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(GISA_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${GISA_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(${target} PRIVATE -fsanitize=${GISA_SANITIZE})
  endif()
endfunction()

# gisa_precompile(target header...) reads these headers once for all files of the target, and gisa_precompile(target
# FROM other) for those of one more whose flags are alike. Every file includes what it needs all the same.
#
# In optimized code GCC 12 warns of what it inlines from <string>, in vain, once that was precompiled. So where
# warnings are errors nothing is, which shows that every file includes what it needs; elsewhere it is without these
# warnings.
function(gisa_precompile target)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "FROM" "")
  if(NOT GISA_PRECOMPILE)
    return()
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
    if(GISA_WERROR)
      return()
    endif()
    target_compile_options(${target} PRIVATE -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
  endif()
  if(ARG_FROM)
    target_precompile_headers(${target} REUSE_FROM ${ARG_FROM})
  else()
    target_precompile_headers(${target} PRIVATE ${ARG_UNPARSED_ARGUMENTS})
  endif()
endfunction()
