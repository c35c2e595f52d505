// Zig: slices, tagged unions, function pointers in static tables, tables made at compile time, error unions.
const std = @import("std");

const Shape = union(enum) {
    dot,
    line: i32,
    box: struct { width: i32, height: i32 },
};
const shapes = [_]Shape{ .dot, .{ .line = 7 }, .{ .box = .{ .width = 3, .height = 5 } } };
const names = [_][]const u8{ "radicchio", "endive", "chicory" };

fn add(a: i32, b: i32) i32 {
    return a +% b;
}
fn multiply(a: i32, b: i32) i32 {
    return a *% b;
}
const operations = [_]*const fn (i32, i32) i32{ add, multiply };

const squares = blk: {
    var table: [64]u32 = undefined;
    for (&table, 0..) |*entry, i| entry.* = @intCast(i * i);
    break :blk table;
};
var total: i64 = 100;
var chosen: *const fn (i32, i32) i32 = add;

export fn size(i: usize) i32 {
    return switch (shapes[i]) {
        .dot => 0,
        .line => |length| length,
        .box => |box| box.width * box.height,
    };
}
export fn name_byte(i: usize, at: usize) u8 {
    return names[i][at];
}
export fn operate(i: usize, a: i32, b: i32) i32 {
    return operations[i](a, b);
}
export fn choose(i: usize) void {
    chosen = operations[i];
}
export fn operate_chosen(a: i32, b: i32) i32 {
    return chosen(a, b);
}
export fn square(i: usize) u32 {
    return squares[i];
}
export fn accumulate(by: i64) i64 {
    total += by;
    return total;
}
fn halve(x: i32) error{Odd}!i32 {
    return if (@mod(x, 2) == 0) @divExact(x, 2) else error.Odd;
}
export fn half(x: i32) i32 {
    return halve(x) catch -1;
}
export fn fail() void {
    @trap();
}
