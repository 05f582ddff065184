fn main() {
    println!("{}", knock::door::answer(1));
}
