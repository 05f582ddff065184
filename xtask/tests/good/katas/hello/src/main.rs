fn main() {
    println!("Hello, world!");
    println!("  pid {}", std::process::id());
    println!("  left out");
}
