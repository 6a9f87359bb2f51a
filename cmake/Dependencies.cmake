# Every library Innards uses: Debian's package first, a pinned source where there is none.
include(FetchContent)
set(GLFW_BUILD_EXAMPLES OFF CACHE BOOL "" FORCE)
set(GLFW_BUILD_TESTS OFF CACHE BOOL "" FORCE)
set(GLFW_BUILD_DOCS OFF CACHE BOOL "" FORCE)
set(GLFW_INSTALL OFF CACHE BOOL "" FORCE)
set(GLFW_BUILD_WAYLAND OFF CACHE BOOL "" FORCE)
set(JSON_BuildTests OFF CACHE INTERNAL "")
set(BUILD_MD2HTML_EXECUTABLE OFF CACHE BOOL "" FORCE)

FetchContent_Declare(nlohmann_json GIT_REPOSITORY https://github.com/nlohmann/json.git
  GIT_TAG bc889afb4c5bf1c0d8ee29ef35eaaf4c8bef8a5d # 3.11.2
  FIND_PACKAGE_ARGS 3.10)
FetchContent_Declare(double-conversion GIT_REPOSITORY https://github.com/google/double-conversion.git
  GIT_TAG v3.2.1
  FIND_PACKAGE_ARGS)
FetchContent_Declare(CLI11 GIT_REPOSITORY https://github.com/CLIUtils/CLI11.git
  GIT_TAG v2.1.2
  FIND_PACKAGE_ARGS)
FetchContent_MakeAvailable(nlohmann_json double-conversion CLI11)

if(INNARDS_WINDOW)
  FetchContent_Declare(glfw3 GIT_REPOSITORY https://github.com/glfw/glfw.git
    GIT_TAG 7482de6071d21db77a7236155da44c172a7f6c9e # 3.3.8
    FIND_PACKAGE_ARGS 3.3)
  FetchContent_Declare(md4c GIT_REPOSITORY https://github.com/mity/md4c.git
    GIT_TAG release-0.4.8
    FIND_PACKAGE_ARGS)
  FetchContent_MakeAvailable(glfw3 md4c)   # GLFW before Dear ImGui, which links it
  if(TARGET md4c::md4c AND NOT TARGET md4c)
    add_library(md4c ALIAS md4c::md4c)
  endif()
  FetchContent_Declare(imgui GIT_REPOSITORY https://github.com/ocornut/imgui.git
    GIT_TAG 512c54bbc062c41c74f8a8bd8ff1fd6bebd1e6d0 # 1.86, as Debian 12 has it
    FIND_PACKAGE_ARGS 1.86 MODULE)
  FetchContent_MakeAvailable(imgui)        # its sources have no CMakeLists.txt: this only fetches them
  if(NOT TARGET imgui::imgui)
    set(_i ${imgui_SOURCE_DIR})
    add_library(imgui STATIC ${_i}/imgui.cpp ${_i}/imgui_draw.cpp ${_i}/imgui_tables.cpp ${_i}/imgui_widgets.cpp
      ${_i}/backends/imgui_impl_glfw.cpp ${_i}/backends/imgui_impl_opengl3.cpp ${_i}/misc/cpp/imgui_stdlib.cpp)
    target_include_directories(imgui SYSTEM PUBLIC ${_i} ${_i}/misc/cpp)
    target_link_libraries(imgui PUBLIC glfw ${CMAKE_DL_LIBS})
    add_library(imgui::imgui ALIAS imgui)
  endif()
endif()
