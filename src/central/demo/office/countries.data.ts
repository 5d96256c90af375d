/** Where the demo office's applicants come from: invented people with common names, real cities. */
export interface DemoCountry {
  readonly code: string;
  readonly nationalLanguage: string;
  /** Correspondence in French where applicants usually choose it. */
  readonly french: boolean;
  readonly originalLanguage: 'ar' | 'zh' | 'ru' | 'hi' | null;
  readonly cities: readonly string[];
  readonly family: readonly string[];
  readonly female: readonly string[];
  readonly male: readonly string[];
  readonly street: string;
}

const list = (text: string): readonly string[] => text.split(', ');

function country(
  code: string,
  nationalLanguage: string,
  cities: string,
  family: string,
  female: string,
  male: string,
  street: string,
  more: { french?: boolean; originalLanguage?: DemoCountry['originalLanguage'] } = {},
): DemoCountry {
  return {
    code,
    nationalLanguage,
    french: more.french ?? false,
    originalLanguage: more.originalLanguage ?? null,
    cities: list(cities),
    family: list(family),
    female: list(female),
    male: list(male),
    street,
  };
}

export const demoCountries: readonly DemoCountry[] = [
  country('IND', 'Hindi', 'Ludhiana, Ahmedabad, Hyderabad, Chennai, Jaipur', 'Gill, Patel, Sharma, Reddy, Iyer, Kaur Sandhu, Deshmukh', 'Harpreet, Ananya, Meera, Lakshmi, Nisha, Kavita', 'Gurdeep, Rohan, Vikram, Arjun, Sanjay, Naveen', 'Model Town', { originalLanguage: 'hi' }),
  country('NGA', 'English', 'Lagos, Abuja, Ibadan, Enugu, Kaduna', 'Okafor, Adeyemi, Balogun, Eze, Bello, Nwachukwu', 'Chiamaka, Folasade, Amina, Ngozi, Temitope', 'Chukwuemeka, Oluwaseun, Ibrahim, Tunde, Obinna', 'Awolowo Road'),
  country('PHL', 'Filipino', 'Quezon City, Cebu, Davao, Iloilo, Baguio', 'Dela Cruz, Santos, Reyes, Villanueva, Bautista, Mendoza', 'Maria Clara, Jasmine, Rosalinda, Kristine, Lourdes', 'Jose Miguel, Ramon, Paolo, Ernesto, Mark Anthony', 'Mabini Street'),
  country('CHN', 'Mandarin', 'Chengdu, Shanghai, Guangzhou, Harbin, Wuhan', 'Wang, Li, Zhang, Chen, Liu, Zhao', 'Yuting, Xiaomei, Jingyi, Lan, Meiling', 'Haoran, Wei, Jianguo, Zihan, Bo', 'Renmin Lu', { originalLanguage: 'zh' }),
  country('FRA', 'French', 'Lyon, Nantes, Toulouse, Lille, Rennes', 'Lefèvre, Moreau, Garnier, Chevalier, Roussel, Benali', 'Camille, Inès, Élodie, Manon, Aurélie', 'Théo, Baptiste, Karim, Julien, Étienne', 'rue des Lilas', { french: true }),
  country('SEN', 'Wolof', 'Dakar, Thiès, Saint-Louis, Ziguinchor', 'Diop, Ndiaye, Fall, Sarr, Gueye, Sow', 'Aïssatou, Fatou, Mariama, Khady, Coumba', 'Mamadou, Cheikh, Ousmane, Ibrahima, Abdoulaye', 'avenue Blaise-Diagne', { french: true }),
  country('CMR', 'French', 'Yaoundé, Douala, Bafoussam, Garoua', 'Mbarga, Ngo Bassong, Tchoumi, Fotso, Njoya, Essomba', 'Solange, Clarisse, Véronique, Laure, Brigitte', 'Serge, Alain, Blaise, Rodrigue, Thierry', 'rue Joffre', { french: true }),
  country('MAR', 'Arabic', 'Casablanca, Fès, Rabat, Agadir, Tanger', 'El Amrani, Benjelloun, Chraibi, Idrissi, Tazi', 'Salma, Hanane, Imane, Zineb, Nadia', 'Youssef, Mehdi, Hamza, Omar, Rachid', 'boulevard Zerktouni', { french: true, originalLanguage: 'ar' }),
  country('DZA', 'Arabic', 'Alger, Oran, Constantine, Annaba', 'Bouzid, Hamidi, Kaci, Meziane, Boudiaf', 'Lynda, Amel, Yasmine, Sabrina, Naïma', 'Sofiane, Nassim, Rafik, Lotfi, Djamel', 'rue Didouche-Mourad', { french: true, originalLanguage: 'ar' }),
  country('IRN', 'Persian', 'Tehran, Shiraz, Isfahan, Tabriz', 'Hosseini, Karimi, Rahimi, Moradi, Ghasemi', 'Shirin, Niloufar, Maryam, Parisa, Leila', 'Arash, Kaveh, Reza, Siavash, Behrouz', 'Valiasr Street', { originalLanguage: 'ar' }),
  country('SYR', 'Arabic', 'Aleppo, Homs, Damascus, Latakia', 'Haddad, Al-Khatib, Darwish, Sabbagh, Najjar', 'Rima, Hala, Nour, Samar, Lina', 'Anas, Bashir, Firas, Tarek, Ziad', 'Baghdad Street', { originalLanguage: 'ar' }),
  country('AFG', 'Dari', 'Kabul, Herat, Mazar-i-Sharif, Jalalabad', 'Ahmadzai, Noori, Rahmani, Sultani, Wardak', 'Zahra, Farida, Shukria, Laila, Palwasha', 'Najib, Hamid, Farhad, Mustafa, Zabihullah', 'Darulaman Road', { originalLanguage: 'ar' }),
  country('PAK', 'Urdu', 'Lahore, Karachi, Faisalabad, Peshawar', 'Malik, Qureshi, Chaudhry, Siddiqui, Butt', 'Ayesha, Sadia, Hira, Mahnoor, Rabia', 'Usman, Bilal, Kamran, Faisal, Hassan', 'Shadman Colony', { originalLanguage: 'ar' }),
  country('BGD', 'Bengali', 'Dhaka, Chittagong, Sylhet, Khulna', 'Rahman, Hossain, Chowdhury, Akter, Islam', 'Nusrat, Sharmin, Farzana, Tahmina, Rumana', 'Tanvir, Rakib, Mahmud, Shafiq, Imran', 'Dhanmondi Road'),
  country('VNM', 'Vietnamese', 'Ho Chi Minh City, Hanoi, Da Nang, Can Tho', 'Nguyen, Tran, Le, Pham, Vo', 'Thi Mai, Ngoc Anh, Thu Ha, Bich Ngoc, Kim Chi', 'Van Minh, Quoc Hung, Duc Anh, Tuan Kiet, Hoang Long', 'Le Loi Street'),
  country('KOR', 'Korean', 'Busan, Daegu, Incheon, Seoul', 'Kim, Park, Lee, Choi, Jung', 'Soo-jin, Hye-won, Ji-min, Eun-ji, Min-seo', 'Joon-ho, Sang-woo, Dong-hyun, Tae-yang, Hyun-soo', 'Haeundae-ro'),
  country('JPN', 'Japanese', 'Osaka, Sendai, Fukuoka, Sapporo', 'Tanaka, Suzuki, Yamamoto, Nakamura, Kobayashi', 'Yuki, Haruka, Aoi, Sakura, Emi', 'Kenta, Daichi, Ren, Takumi, Hiroshi', 'Chuo-ku'),
  country('MEX', 'Spanish', 'Puebla, Guadalajara, Mérida, Oaxaca', 'Hernández, García, Morales, Castillo, Ortega', 'Guadalupe, Ximena, Fernanda, Alejandra, Rosa', 'Luis Ángel, Javier, Emiliano, Rodrigo, Arturo', 'calle Reforma'),
  country('COL', 'Spanish', 'Medellín, Bogotá, Cali, Barranquilla', 'Restrepo, Gómez, Ospina, Cárdenas, Zapata', 'Valentina, Daniela, Juliana, Marcela, Paola', 'Andrés, Santiago, Mauricio, Camilo, Felipe', 'carrera Séptima'),
  country('BRA', 'Portuguese', 'Belo Horizonte, Recife, Curitiba, Salvador', 'Oliveira, Souza, Carvalho, Ferreira, Azevedo', 'Beatriz, Larissa, Juliana, Camila, Patrícia', 'Thiago, Rafael, Gustavo, Leandro, Marcelo', 'rua das Flores'),
  country('HTI', 'Haitian Creole', 'Port-au-Prince, Cap-Haïtien, Les Cayes, Jacmel', 'Jean-Baptiste, Pierre-Louis, Toussaint, Désir, Charles', 'Marie-Ange, Widelene, Roseline, Nadège, Islande', 'Wilner, Jean-Robert, Stanley, Evens, Frantz', 'rue Capois', { french: true }),
  country('UKR', 'Ukrainian', 'Kharkiv, Lviv, Odesa, Dnipro', 'Kovalenko, Shevchenko, Bondarenko, Melnyk, Tkachenko', 'Olena, Iryna, Oksana, Nataliia, Yuliia', 'Andrii, Mykola, Dmytro, Serhii, Taras', 'Sumska Street', { originalLanguage: 'ru' }),
  country('TUR', 'Turkish', 'Izmir, Ankara, Bursa, Gaziantep', 'Yılmaz, Demir, Şahin, Çelik, Arslan', 'Elif, Zeynep, Ayşe, Merve, Esra', 'Emre, Burak, Mehmet, Kerem, Can', 'Atatürk Caddesi'),
  country('ERI', 'Tigrinya', 'Asmara, Keren, Massawa', 'Tesfamariam, Gebremedhin, Habtemichael, Woldu, Kidane', 'Selam, Feven, Rahwa, Luwam, Semhar', 'Yonas, Filmon, Robel, Amanuel, Dawit', 'Harnet Avenue'),
  country('ETH', 'Amharic', 'Addis Ababa, Hawassa, Mekelle, Bahir Dar', 'Tadesse, Bekele, Haile, Alemu, Worku', 'Hiwot, Meseret, Tigist, Bethlehem, Almaz', 'Abebe, Henok, Getachew, Solomon, Dereje', 'Bole Road'),
  country('COD', 'French', 'Kinshasa, Goma, Lubumbashi, Bukavu', 'Kabongo, Mwamba, Ilunga, Tshimanga, Mukendi', 'Chantal, Esther, Bénédicte, Nathalie, Furaha', 'Patrick, Dieudonné, Jean-Pierre, Christian, Olivier', 'avenue du Commerce', { french: true }),
  country('KEN', 'Swahili', 'Nairobi, Mombasa, Kisumu, Nakuru', 'Mwangi, Otieno, Wanjiru, Kiprop, Achieng', 'Grace, Mercy, Wambui, Akinyi, Njeri', 'Brian, Kevin, Kipkemboi, Odhiambo, Peter', 'Moi Avenue'),
  country('GBR', 'English', 'Leeds, Bristol, Glasgow, Cardiff', 'Hughes, Campbell, Whitfield, Okonkwo-Reid, Fletcher', 'Charlotte, Imogen, Freya, Priya, Megan', 'Callum, Oliver, Gareth, Rhys, Adil', 'Station Road'),
  country('LBN', 'Arabic', 'Beirut, Tripoli, Zahlé, Sidon', 'Khoury, Saliba, Hariri, Nassar, Abou Jaoude', 'Maya, Rana, Joelle, Carla, Tala', 'Elias, Georges, Karim, Fadi, Ramzi', 'rue Hamra', { french: true, originalLanguage: 'ar' }),
  country('LKA', 'Sinhala', 'Colombo, Kandy, Jaffna, Galle', 'Perera, Fernando, Sivakumar, Jayasinghe, Wijeratne', 'Dilani, Sanduni, Tharshini, Kumari, Nirosha', 'Nuwan, Chaminda, Pradeep, Suresh, Lasith', 'Galle Road'),
];
