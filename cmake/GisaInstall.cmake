# What `cmake --install` puts where, and the packages for find_package(gisa) and pkg-config.
#
# Outside programs link the shared library only: it is the one target exported. The static and object
# libraries it is made of, Xapian and ICU stay inside, so nobody needs their headers.
option(GISA_INSTALL "Make install rules" ${PROJECT_IS_TOP_LEVEL})
if(NOT GISA_INSTALL)
  return()
endif()

include(CMakePackageConfigHelpers)

set(GISA_CMAKE_DIR "${CMAKE_INSTALL_LIBDIR}/cmake/gisa")
set(GISA_PKGCONFIG_DIR "${CMAKE_INSTALL_LIBDIR}/pkgconfig")

# gisa-search looks for libgisa.so beside itself, by a relative path: the installed tree then works from
# any prefix, a staging directory (DESTDIR) or wherever it is moved to, without ldconfig. Under /usr it
# names a directory the loader searches anyway. Who packages for a distribution that wants no RPATH
# gives -DCMAKE_SKIP_INSTALL_RPATH=ON.
file(RELATIVE_PATH gisa_bin_to_lib "${CMAKE_INSTALL_FULL_BINDIR}" "${CMAKE_INSTALL_FULL_LIBDIR}")
set_target_properties(gisa-search PROPERTIES INSTALL_RPATH "$ORIGIN/${gisa_bin_to_lib}")

install(TARGETS gisa-index gisa-search
  RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT programs)
install(TARGETS gisa EXPORT gisa-targets
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT library NAMELINK_COMPONENT development)
install(FILES
  "${PROJECT_SOURCE_DIR}/common/include/gisa/error.h"
  "${PROJECT_SOURCE_DIR}/searcher/include/gisa/analysis.h"
  "${PROJECT_SOURCE_DIR}/searcher/include/gisa/gisa.h"
  "${PROJECT_SOURCE_DIR}/searcher/include/gisa/json.h"
  "${PROJECT_SOURCE_DIR}/searcher/include/gisa/query.h"
  "${PROJECT_SOURCE_DIR}/searcher/include/gisa/searcher.h"
  DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/gisa"
  COMPONENT development)

install(EXPORT gisa-targets NAMESPACE gisa:: DESTINATION "${GISA_CMAKE_DIR}"
  COMPONENT development)
configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/gisa-config.cmake.in" "${PROJECT_BINARY_DIR}/gisa-config.cmake"
  INSTALL_DESTINATION "${GISA_CMAKE_DIR}"
  NO_SET_AND_CHECK_MACRO)
# Before 1.0 a new minor version may break what is built on it.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/gisa-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES
  "${PROJECT_BINARY_DIR}/gisa-config.cmake"
  "${PROJECT_BINARY_DIR}/gisa-config-version.cmake"
  DESTINATION "${GISA_CMAKE_DIR}"
  COMPONENT development)

# The .pc file finds the prefix from where it lies itself.
file(RELATIVE_PATH gisa_pc_to_prefix
  "${CMAKE_INSTALL_PREFIX}/${GISA_PKGCONFIG_DIR}" "${CMAKE_INSTALL_PREFIX}")
string(REGEX REPLACE "/$" "" gisa_pc_to_prefix "${gisa_pc_to_prefix}")
configure_file("${PROJECT_SOURCE_DIR}/cmake/gisa.pc.in" "${PROJECT_BINARY_DIR}/gisa.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/gisa.pc"
  DESTINATION "${GISA_PKGCONFIG_DIR}"
  COMPONENT development)

foreach(language IN ITEMS "" ko)
  install(FILES
    "${PROJECT_SOURCE_DIR}/man/${language}/gisa-index.1"
    "${PROJECT_SOURCE_DIR}/man/${language}/gisa-search.1"
    DESTINATION "${CMAKE_INSTALL_MANDIR}/${language}/man1"
    COMPONENT programs)
  install(FILES "${PROJECT_SOURCE_DIR}/man/${language}/gisa-query.7"
    DESTINATION "${CMAKE_INSTALL_MANDIR}/${language}/man7"
    COMPONENT programs)
endforeach()
install(FILES "${PROJECT_SOURCE_DIR}/searcher/examples/search.py"
  DESTINATION "${CMAKE_INSTALL_DOCDIR}/examples"
  COMPONENT development)
install(FILES
  "${PROJECT_SOURCE_DIR}/README.md"
  "${PROJECT_SOURCE_DIR}/README.ko.md"
  "${PROJECT_SOURCE_DIR}/LICENSE"
  DESTINATION "${CMAKE_INSTALL_DOCDIR}"
  COMPONENT programs
  OPTIONAL)

# The library speaks Korean, too, so the catalogue goes with it.
if(TARGET gisa_translations)
  install(DIRECTORY "${GISA_CATALOGUES}/"
    DESTINATION "${CMAKE_INSTALL_LOCALEDIR}"
    COMPONENT library)
endif()

# Completions, made of what the programs' --help says.
set(gisa_completions "${PROJECT_BINARY_DIR}/completions")
foreach(program IN ITEMS gisa-index gisa-search)
  add_custom_command(
    OUTPUT "${gisa_completions}/bash/${program}" "${gisa_completions}/zsh/_${program}"
      "${gisa_completions}/fish/${program}.fish"
    COMMAND "${CMAKE_COMMAND}" -D "PROGRAM=$<TARGET_FILE:${program}>" -D "OUTPUT=${gisa_completions}"
      -P "${PROJECT_SOURCE_DIR}/cmake/Completions.cmake"
    DEPENDS ${program} "${PROJECT_SOURCE_DIR}/cmake/Completions.cmake"
    VERBATIM)
  install(FILES "${gisa_completions}/bash/${program}"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions"
    COMPONENT programs)
  install(FILES "${gisa_completions}/zsh/_${program}"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions"
    COMPONENT programs)
  install(FILES "${gisa_completions}/fish/${program}.fish"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d"
    COMPONENT programs)
endforeach()
add_custom_target(completions ALL DEPENDS
  "${gisa_completions}/bash/gisa-index" "${gisa_completions}/bash/gisa-search")

# Debian packages: cpack -G DEB in the build directory makes gisa, libgisa0 and libgisa-dev. What they
# depend on is told by the libraries they are linked with (dpkg-shlibdeps).
set(CPACK_PACKAGE_NAME gisa)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_CONTACT "The gisa authors <gisa@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL programs library development)
set(CPACK_COMPONENT_PROGRAMS_DESCRIPTION
  "Programs to index Korean news and to search it\n gisa-index reads files of articles in any format they come in,\n gisa-search finds the right one from the terminal.")
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION
  "Search in Korean news, shared library\n The search of gisa for C++ programs.")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
  "Search in Korean news, headers\n Headers, CMake package and pkg-config file of libgisa.")
set(CPACK_COMPONENT_PROGRAMS_DEPENDS library)
set(CPACK_COMPONENT_DEVELOPMENT_DEPENDS library)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${PROJECT_BINARY_DIR}/lib")
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_NAME gisa)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SECTION text)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME "libgisa${PROJECT_VERSION_MAJOR}")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libgisa-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
include(CPack)
