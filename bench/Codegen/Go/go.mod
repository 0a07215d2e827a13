module codegen

go 1.19
