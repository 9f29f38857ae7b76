// A component that gives up two calls below its handler.
jobicolet::handler!(handle);

fn handle(event: &str) -> Result<String, jobicolet::Failure> {
    Ok(orders::total(event).to_string())
}

mod orders {
    #[inline(never)]
    pub fn total(text: &str) -> usize {
        let words: Vec<&str> = text.split(' ').collect();
        quantity(&words)
    }

    #[inline(never)]
    fn quantity(words: &[&str]) -> usize {
        if words.len() < 7 {
            std::arch::wasm32::unreachable()
        }
        words[6].len()
    }
}
